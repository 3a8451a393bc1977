import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { attempts, outbox } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { addTopUp, adjust, setBudget, setThreadLimit } from ".";
import { ask, makeAttempt, memberBudget, post } from "./testing";

const db = useTestDb(16);
const at = new Date();

describe("an alert", () => {
  test("comes once for each threshold and period, however many calls are settled at once", async () => {
    const { actor, budgetId } = await limited(db, 2_000n);
    const settlements = Array.from({ length: 20 }, () =>
      db.transaction(async (tx) => settleOne(tx, actor.userId, { costPicoUsd: 100n })),
    );
    await Promise.all(settlements);
    expect(await percentsOf(db, budgetId)).toEqual([50, 80, 95, 100]);
    expect(await db.$count(outbox, sql`${outbox.payload}->>'budgetId' = ${budgetId}`)).toBe(4);
  });

  test("is not there where its settlement was rolled back", async () => {
    const { actor, budgetId } = await limited(db, 100n);
    await inTestTransaction(db, async (tx) => {
      await settleOne(tx, actor.userId, { costPicoUsd: 90n });
      expect(await percentsOf(tx, budgetId)).toEqual([50, 80]);
    });
    expect(await percentsOf(db, budgetId)).toEqual([]);
  });

  test("comes again in the next period", () =>
    inTestTransaction(db, async (tx) => {
      const { actor, budgetId } = await limited(tx, 100n);
      await settleOne(tx, actor.userId, { costPicoUsd: 60n });
      const nextDay = new Date(at.getTime() + 86_400_000);
      await settleOne(tx, actor.userId, { costPicoUsd: 60n, at: nextDay });
      expect(await percentsOf(tx, budgetId)).toEqual([50, 50]);
    }));

  test("comes again once the budget is raised, at the next crossing and not before", () =>
    inTestTransaction(db, async (tx) => {
      const { actor, budgetId } = await limited(tx, 100n);
      const raise = (limit: bigint) =>
        setBudget({ db: tx, actor }, { ...memberBudget(actor.userId, "day"), limit, now: at });
      await settleOne(tx, actor.userId, { costPicoUsd: 85n });
      expect(await percentsOf(tx, budgetId)).toEqual([50, 80]);
      await raise(105n);
      await settleOne(tx, actor.userId, { costPicoUsd: 5n, hold: 5n });
      expect(await percentsOf(tx, budgetId), "85 of 100 and 90 of 105 are both beyond 80 %").toEqual([
        50, 80,
      ]);
      await raise(1_000n);
      await settleOne(tx, actor.userId, { costPicoUsd: 90n });
      expect(await percentsOf(tx, budgetId), "180 of 1,000 is below every one").toEqual([50, 80]);
      for (let n = 0; n < 4; n += 1) await settleOne(tx, actor.userId, { costPicoUsd: 100n });
      expect(await percentsOf(tx, budgetId), "580 of 1,000").toEqual([50, 80, 50]);
      await raise(600n);
      await settleOne(tx, actor.userId, { costPicoUsd: 5n, hold: 5n });
      expect(await percentsOf(tx, budgetId), "lowered: what was not told yet is told").toEqual([
        50, 80, 50, 95,
      ]);
    }));

  test("about a thread says whose it is", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx);
      const { userId } = actor;
      const attempt = await makeAttempt(tx, userId);
      await setThreadLimit({ db: tx, actor }, { threadId: attempt.threadId, limit: 150n });
      await ask(tx, { ...attempt, amount: 100n, at });
      await post(tx, attempt, { costPicoUsd: 100n });
      const about = sql`${outbox.payload}->>'scopeId' = ${attempt.threadId}`;
      const [alert] = await tx.select().from(outbox).where(about);
      expect(alert?.payload).toMatchObject({ scope: "thread", percent: 50, userId });
    }));

  test("goes by the limit with its top-ups", () =>
    inTestTransaction(db, async (tx) => {
      const { actor, budgetId } = await limited(tx, 100n);
      const ctx = { db: tx, actor };
      const day = 86_400_000;
      await addTopUp(ctx, {
        budgetId,
        amount: 900n,
        endsAt: new Date(Date.now() + day),
        reason: "A workshop.",
      });
      await settleOne(tx, actor.userId, { costPicoUsd: 100n, at: new Date() });
      expect(await percentsOf(tx, budgetId), "100 of 1,000").toEqual([]);
      for (let n = 0; n < 4; n += 1) await settleOne(tx, actor.userId, { costPicoUsd: 100n, at: new Date() });
      expect(await percentsOf(tx, budgetId), "500 of 1,000").toEqual([50]);
      const [alert] = await tx.select().from(outbox).where(sql`${outbox.payload}->>'budgetId' = ${budgetId}`);
      expect(alert?.payload).toMatchObject({ limit: "1000", spent: "500" });
    }));

  test("goes by the top-ups of its own period, also where the call is settled after its end", () =>
    inTestTransaction(db, async (tx) => {
      const { actor, budgetId } = await limited(tx, 100n);
      const midnight = new Date(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`);
      const yesterday = new Date(midnight.getTime() - 3_600_000);
      const topUp = { budgetId, amount: 900n, endsAt: midnight, reason: "A workshop.", now: yesterday };
      await addTopUp({ db: tx, actor }, topUp);
      await settleOne(tx, actor.userId, { costPicoUsd: 200n, hold: 200n, at: yesterday });
      expect(await percentsOf(tx, budgetId), "200 of 1,000").toEqual([]);
      await settleOne(tx, actor.userId, { costPicoUsd: 300n, hold: 300n, at: yesterday });
      expect(await percentsOf(tx, budgetId), "500 of 1,000").toEqual([50]);
    }));

  test("comes with the correction that crosses a threshold", () =>
    inTestTransaction(db, async (tx) => {
      const { actor, budgetId } = await limited(tx, 100n);
      const call = await settleOne(tx, actor.userId, { costPicoUsd: 40n });
      await correctTo(tx, call, { to: 85n });
      expect(await percentsOf(tx, budgetId)).toEqual([50, 80]);
    }));

  test("tells what a provider charged beyond its hold, also where that shows later", () =>
    inTestTransaction(db, async (tx) => {
      const { userId } = await makeMember(tx);
      const [surprise, late] = [
        await settleOne(tx, userId, { costPicoUsd: 130n }),
        await settleOne(tx, userId, { costPicoUsd: 40n }),
      ];
      await correctTo(tx, late, { to: 120n });
      const calls = [surprise.attemptId, late.attemptId];
      const alerts = await tx.select().from(outbox).where(inArray(outbox.key, calls)).orderBy(outbox.id);
      expect(alerts.map(({ kind, payload }) => [kind, payload.overrunPicoUsd])).toEqual([
        ["overrun", "30"],
        ["overrun", "20"],
      ]);
    }));

  test("is not told of the provider where an admin books more than was held", () =>
    inTestTransaction(db, async (tx) => {
      const { userId } = await makeMember(tx, "admin");
      const call = await settleOne(tx, userId, { costPicoUsd: 40n });
      await correctTo(tx, call, { to: 120n, by: userId });
      expect(await tx.select().from(outbox).where(eq(outbox.key, call.attemptId))).toEqual([]);
    }));
});

async function limited(conn: Conn, limit: bigint) {
  const actor = await makeMember(conn, "admin");
  const { budgetId } = await setBudget(
    { db: conn, actor },
    { ...memberBudget(actor.userId, "day"), limit, now: at },
  );
  return { actor, budgetId };
}

async function settleOne(tx: Conn, userId: string, call: { costPicoUsd: bigint; at?: Date; hold?: bigint }) {
  const attempt = await makeAttempt(tx, userId);
  await ask(tx, { ...attempt, amount: call.hold ?? 100n, at: call.at ?? at });
  await post(tx, attempt, call);
  return attempt;
}

type Call = Awaited<ReturnType<typeof settleOne>>;

type Correct = { to: bigint; by?: string };

async function correctTo(tx: Conn, attempt: Call, { to: costPicoUsd, by }: Correct): Promise<void> {
  const [row] = await tx.select().from(attempts).where(eq(attempts.id, attempt.attemptId)).for("update");
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens } = row ?? none;
  const usage = { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens };
  const exact = { usage, certainty: "exact", certaintyReason: null } as const;
  const booked = { ...exact, costPicoUsd: row?.costPicoUsd ?? 0n };
  const when = { occurredAt: at, now: at, timeZone: "UTC" };
  const who = { adjustedBy: by ?? null, why: "The provider said so.", ...when };
  await adjust(tx, { attempt, booked, right: { ...exact, costPicoUsd }, ...who });
}

const none = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

async function percentsOf(conn: Conn, budgetId: string): Promise<unknown[]> {
  const rows = await conn
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(sql`${outbox.payload}->>'budgetId' = ${budgetId}`)
    .orderBy(outbox.id);
  return rows.map(({ payload }) => payload.percent);
}
