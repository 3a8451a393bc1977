import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { attempts, entries, reservations } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { AttemptFacts, ReservationEnd } from "@/lib/ledger";
import { listStandings, type Settlement, setBudget, settle } from ".";
import { ask, makeAttempt, memberBudget } from "./testing";

const HELD = 100n;
const COST = 60n;
const usage = {
  inputTokens: 4,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 3,
  reasoningTokens: 0,
};
const booking = { usage, costPicoUsd: COST, certainty: "exact", certaintyReason: null } as const;

const ENDS = ["posted", "voided", "expired"] as const;

function settlement(attempt: AttemptFacts, state: ReservationEnd): Settlement {
  return state === "posted" ? { attempt, state, booking } : { attempt, state };
}

async function end(conn: Conn, attempt: AttemptFacts, state: ReservationEnd): Promise<boolean> {
  return conn.transaction(async (tx) => {
    const { settled, statements } = await settle(tx, [settlement(attempt, state)], "UTC");
    await pipeline(tx, statements);
    const { attemptId } = attempt;
    if (settled.has(attemptId)) {
      await tx.update(attempts).set({ endedAt: sql`now()` }).where(eq(attempts.id, attemptId));
    }
    return settled.has(attemptId);
  });
}

async function held(conn: Conn) {
  const actor = await makeMember(conn, "admin");
  const ctx = { db: conn, actor };
  await setBudget(ctx, { ...memberBudget(actor.userId, "month"), limit: 1_000n });
  const attempt = await makeAttempt(conn, actor.userId);
  await ask(conn, { ...attempt, amount: HELD, at: new Date() });
  return { ctx, attempt };
}

async function look(conn: Conn, { ctx, attempt }: Awaited<ReturnType<typeof held>>) {
  const of = eq(reservations.attemptId, attempt.attemptId);
  const [reservation] = await conn.select({ state: reservations.state }).from(reservations).where(of);
  const booked = await conn
    .select({ cost: entries.costPicoUsd })
    .from(entries)
    .where(eq(entries.attemptId, attempt.attemptId));
  const [{ spent, reserved } = { spent: null, reserved: null }] = await listStandings(ctx);
  return { state: reservation?.state, costs: booked.map(({ cost }) => cost), spent, reserved };
}

const ended = (state: ReservationEnd) =>
  state === "posted"
    ? { state, costs: [COST], spent: COST, reserved: 0n }
    : { state, costs: [], spent: 0n, reserved: 0n };

describe("a reservation", () => {
  const db = useTestDb(8);

  test("is pending until it ends in one of three ways, and then for good", () =>
    inTestTransaction(db, async (tx) => {
      const visited = new Set<string>();
      for (const first of ENDS) {
        const call = await held(tx);
        expect(await look(tx, call)).toEqual({ state: "pending", costs: [], spent: 0n, reserved: HELD });
        expect(await end(tx, call.attempt, first)).toBe(true);
        expect(await look(tx, call)).toEqual(ended(first));
        visited.add(`pending → ${first}`);
        for (const second of ENDS) {
          expect(await end(tx, call.attempt, second)).toBe(false);
          expect(await look(tx, call)).toEqual(ended(first));
        }
      }
      expect(visited.size).toBe(ENDS.length);
    }));

  test("ends once when several end it at the same moment, in whichever ways", async () => {
    const ways = fc.array(fc.constantFrom(...ENDS), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(ways, async (tried) => {
        const call = await held(db);
        const won = await Promise.all(tried.map((state) => end(db, call.attempt, state)));
        const [state, ...others] = tried.filter((_, n) => won[n]);
        expect(others).toEqual([]);
        expect(state && (await look(db, call))).toEqual(state && ended(state));
      }),
      { numRuns: 12 },
    );
  });

  test("that has ended is passed by where others end with it", () =>
    inTestTransaction(db, async (tx) => {
      const [one, other] = [await held(tx), await held(tx)];
      const both = [one, other, one].map(({ attempt }) => settlement(attempt, "posted"));
      const { settled, statements } = await settle(tx, both.slice(0, 2), "UTC");
      await pipeline(tx, statements);
      expect(settled).toEqual(new Set([one.attempt.attemptId, other.attempt.attemptId]));
      const again = await settle(tx, both.slice(1), "UTC");
      expect(again).toEqual({ settled: new Set(), statements: [] });
      expect(await look(tx, one)).toEqual(ended("posted"));
    }));

  test("of an attempt that does not exist ends nothing", () =>
    inTestTransaction(db, async (tx) => {
      const { attempt } = await held(tx);
      const stranger = { ...attempt, attemptId: attempt.runId };
      const { settled, statements } = await settle(tx, [settlement(stranger, "posted")], "UTC");
      expect([settled.size, statements]).toEqual([0, []]);
    }));
});
