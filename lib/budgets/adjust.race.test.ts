import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { pipeline } from "@/db/pipeline";
import { attempts } from "@/db/schema";
import { useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { Booking } from "@/lib/ledger";
import { adjust, listStandings, setBudget, settle } from ".";
import { ask, makeAttempt, memberBudget, post } from "./testing";

const db = useTestDb();
const now = new Date();

test("a correction waits for a settlement of the same budget and day without standing in its way", async () => {
  const ctx = { db, actor: await makeMember(db, "admin") };
  const { userId } = ctx.actor;
  await setBudget(ctx, { ...memberBudget(userId, "month"), limit: 1_000n, now });
  const model = `of ${userId}`;
  const [settled, open] = [await held(), await held()];
  await db.transaction((tx) => post(tx, settled, { costPicoUsd: 40n, certainty: "estimated" }));
  const correction = await db.transaction(async (tx) => {
    // Has the budget's row from here on, and takes the day's and the thread's with its statements.
    const { statements } = await settle(
      tx,
      [{ attempt: open, state: "posted", booking: exactly(30n) }],
      "UTC",
    );
    const correcting = db.transaction((other) => correct(other));
    const [own] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await expect.poll(() => waitersFor(own?.pid ?? 0)).toBeGreaterThan(0);
    await pipeline(tx, statements);
    await tx.update(attempts).set({ endedAt: now }).where(eq(attempts.id, open.attemptId));
    return { correcting };
  });
  await correction.correcting;
  expect(await listStandings(ctx, now)).toMatchObject([{ spent: 85n, reserved: 0n }]);

  function held() {
    return db.transaction(async (tx) => {
      const attempt = { ...(await makeAttempt(tx, userId)), model };
      await ask(tx, { ...attempt, amount: 100n, at: now });
      return attempt;
    });
  }

  function correct(tx: Parameters<typeof adjust>[0]) {
    const booked = { ...exactly(40n), certainty: "estimated" as const };
    const who = { adjustedBy: null, why: "The provider said so.", occurredAt: now, now, timeZone: "UTC" };
    return adjust(tx, { attempt: settled, booked, right: exactly(55n), ...who });
  }
});

function exactly(costPicoUsd: bigint): Booking {
  const none = { cachedInputTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
  const usage = { inputTokens: 1, outputTokens: 1, ...none };
  return { usage, costPicoUsd, certainty: "exact", certaintyReason: null };
}

async function waitersFor(pid: number): Promise<number> {
  const waiting = await db.execute(
    sql`select 1 from pg_stat_activity where ${pid}::int = any(pg_blocking_pids(pid))`,
  );
  return waiting.length;
}
