import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { attempts } from "@/db/schema";
import { useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { isAppError } from "@/lib/errors";
import { verifyLedger } from "@/lib/ledger";
import { listStandings, release, setBudget, settle } from ".";
import { ask, makeAttempt, settled } from "./testing";

describe("admission under parallel requests", () => {
  const db = useTestDb(32);

  test("admits exactly as many as fit, however many ask at once", async () => {
    const actor = await makeMember(db);
    const ctx = { db, actor: { ...actor, role: "admin" as const } };
    await setBudget(ctx, { scope: "member", userId: actor.userId, period: "day", limitPicoUsd: 1_000n });
    const asks = Array.from({ length: 50 }, () =>
      db.transaction(async (tx) => {
        const { attemptId } = await makeAttempt(tx, actor.userId);
        return ask(tx, { attemptId, userId: actor.userId, amount: 100n, at: new Date() });
      }),
    );
    const results = await Promise.allSettled(asks);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(10);
    const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refusals.every((error) => isAppError(error) && error.code === "budget_exceeded")).toBe(true);
    const [standing] = await listStandings(ctx);
    expect(standing).toMatchObject({ reservedPicoUsd: 1_000n, spentPicoUsd: 0n, remainingPicoUsd: 0n });
  });

  test("settles and releases once each, in any order and with budgets changing under it", async () => {
    const actor = await makeMember(db);
    const ctx = { db, actor: { ...actor, role: "admin" as const } };
    const key = { scope: "member" as const, userId: actor.userId };
    await setBudget(ctx, { ...key, period: "month", limitPicoUsd: 10_000n });
    const held = await Promise.all(
      Array.from({ length: 20 }, () =>
        db.transaction(async (tx) => {
          const attempt = await makeAttempt(tx, actor.userId);
          await ask(tx, { attemptId: attempt.attemptId, userId: actor.userId, amount: 100n, at: new Date() });
          return attempt;
        }),
      ),
    );
    const end = (attempt: (typeof held)[number], index: number) =>
      db.transaction(async (tx) => {
        const ended =
          index % 4 === 0
            ? await release(tx, attempt.attemptId, "voided")
            : await settle(tx, { ...attempt, ...settled, costPicoUsd: 60n });
        if (ended)
          await tx.update(attempts).set({ endedAt: sql`now()` }).where(eq(attempts.id, attempt.attemptId));
        return ended;
      });
    const changes = [5_000n, 1n, 20_000n].map((limitPicoUsd) =>
      setBudget(ctx, { ...key, period: "day", limitPicoUsd }),
    );
    const endings = [...held.map(end), ...held.map(end)];
    const ended = await Promise.all(endings);
    await Promise.all(changes);
    expect(ended.filter(Boolean)).toHaveLength(20);
    for (const standing of await listStandings(ctx)) {
      expect(standing).toMatchObject({ reservedPicoUsd: 0n, spentPicoUsd: 900n });
    }
  });

  test("leaves a ledger in which every sum agrees", async () => {
    const report = await verifyLedger(db, "UTC");
    expect(report.driftPicoUsd).toBe(0n);
    expect(report.problems).toEqual([]);
  });
});
