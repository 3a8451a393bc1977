import { describe, expect, test } from "vitest";
import { useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { isAppError } from "@/lib/errors";
import { verifyLedger } from "@/lib/ledger";
import { listStandings, setBudget } from ".";
import { ask, giveBack, makeAttempt, memberBudget, post } from "./testing";

describe("admission under parallel requests", () => {
  const db = useTestDb(32);

  test("admits exactly as many as fit, however many ask at once", async () => {
    const actor = await makeMember(db);
    const ctx = { db, actor: { ...actor, role: "admin" as const } };
    await setBudget(ctx, { ...memberBudget(actor.userId, "day"), limit: 1_000n });
    const asks = Array.from({ length: 50 }, () =>
      db.transaction(async (tx) => {
        const attempt = await makeAttempt(tx, actor.userId);
        return ask(tx, { ...attempt, amount: 100n, at: new Date() });
      }),
    );
    const results = await Promise.allSettled(asks);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(10);
    const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refusals.every((error) => isAppError(error) && error.code === "budget_exceeded")).toBe(true);
    const [standing] = await listStandings(ctx);
    expect(standing).toMatchObject({ reserved: 1_000n, spent: 0n, remaining: 0n });
  });

  test("settles and releases once each, in any order and with budgets changing under it", async () => {
    const actor = await makeMember(db);
    const ctx = { db, actor: { ...actor, role: "admin" as const } };
    await setBudget(ctx, { ...memberBudget(actor.userId, "month"), limit: 10_000n });
    const held = await Promise.all(
      Array.from({ length: 20 }, () =>
        db.transaction(async (tx) => {
          const attempt = await makeAttempt(tx, actor.userId);
          await ask(tx, { ...attempt, amount: 100n, at: new Date() });
          return attempt;
        }),
      ),
    );
    const end = (attempt: (typeof held)[number], index: number) =>
      db.transaction((tx) =>
        index % 4 === 0 ? giveBack(tx, attempt) : post(tx, attempt, { costPicoUsd: 60n }),
      );
    const changes = [5_000n, 1n, 20_000n].map((limit) =>
      setBudget(ctx, { ...memberBudget(actor.userId, "day"), limit }),
    );
    const endings = [...held.map(end), ...held.map(end)];
    const ended = await Promise.all(endings);
    await Promise.all(changes);
    expect(ended.filter(Boolean)).toHaveLength(20);
    for (const standing of await listStandings(ctx)) {
      expect(standing).toMatchObject({ reserved: 0n, spent: 900n });
    }
  });

  test("leaves a ledger in which every sum agrees", async () => {
    const report = await verifyLedger(db, "UTC");
    expect(report.driftPicoUsd).toBe(0n);
    expect(report.problems).toEqual([]);
  });
});
