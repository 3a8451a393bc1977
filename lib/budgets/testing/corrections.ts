import { eq } from "drizzle-orm";
import { expect } from "vitest";
import type { Tx } from "@/db/client";
import { attempts, users } from "@/db/schema";
import { type AttemptFacts, type Booking, bookedOf, verifyLedger } from "@/lib/ledger";
import { adjust } from "..";
import { ask, makeAttempt, post } from "../testing";

export const november = new Date("2026-11-22T10:00:00Z");

export const tokens = (inputTokens: number, outputTokens: number) => ({
  ...{ inputTokens, outputTokens, cachedInputTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 },
});
export const exactly = (costPicoUsd: bigint, usage = tokens(1, 1)): Booking => ({
  ...{ usage, costPicoUsd, certainty: "exact", certaintyReason: null },
});

type Estimate = { at: Date; held?: bigint; costPicoUsd: bigint };

/** A call that was settled with an estimate. */
export async function estimated(tx: Tx, userId: string, { at, held = 100n, costPicoUsd }: Estimate) {
  const attempt = await makeAttempt(tx, userId);
  await ask(tx, { ...attempt, amount: held, at });
  await post(tx, attempt, { costPicoUsd, certainty: "estimated" });
  return { ...attempt, occurredAt: at };
}

export type Settled = AttemptFacts & { occurredAt: Date };

/** Books what a call really cost. */
export async function correct(tx: Tx, call: Settled, { now = november, ...right }: Booking & { now?: Date }) {
  const { occurredAt, ...attempt } = call;
  const [row] = await tx.select().from(attempts).where(eq(attempts.id, attempt.attemptId));
  const booked = row && bookedOf(row);
  if (!booked) throw new Error("It is not settled.");
  const who = { adjustedBy: null, why: "The provider said so.", timeZone: "UTC" };
  await adjust(tx, { attempt, booked, right, occurredAt, now, ...who });
}

/** A call that holds, in the department that its member has now. */
export async function held(tx: Tx, userId: string, at: Date): Promise<Settled> {
  const made = await makeAttempt(tx, userId);
  const [user] = await tx.select().from(users).where(eq(users.id, userId));
  const departmentId = user?.departmentId ?? null;
  await tx.update(attempts).set({ departmentId }).where(eq(attempts.id, made.attemptId));
  const call = { ...made, departmentId, occurredAt: at };
  await ask(tx, { ...call, amount: 100n, at });
  return call;
}

/** Every sum agrees with every other. */
export async function expectSound(tx: Tx): Promise<void> {
  const { driftPicoUsd, problems } = await verifyLedger(tx, "UTC");
  expect({ driftPicoUsd, problems }).toEqual({ driftPicoUsd: 0n, problems: [] });
}
