import { eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { readClock } from "@/db/clock";
import { attempts, prices, reservations } from "@/db/schema";
import { adjust } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { type AttemptFacts, type Booking, bookedOf, type ServiceTier } from "@/lib/ledger";
import { costOf, type Price, toPrice, type Usage } from "@/lib/pricing";

export type CorrectionInput = {
  attemptId: string;
  /** Where the provider told the tier that it charged. */
  serviceTier?: ServiceTier | undefined;
  /** The admin who corrects; null for Purser itself. */
  adjustedBy: string | null;
  /** A sentence. */
  why: string;
} & ({ usage: Usage } | { costPicoUsd: bigint });

/**
 * Books what a settled attempt really cost, as adjustments beside its entry; the budgets of its period follow. With
 * a usage it becomes exact by the price that the attempt has pinned; with an amount alone the tokens stay. False
 * where the attempt has no cost to correct, or is right already; what is exact only an admin corrects.
 */
export async function correctAttempt(db: Conn, input: CorrectionInput): Promise<boolean> {
  if ("costPicoUsd" in input && input.costPicoUsd < 0n)
    throw new RangeError("A call costs nothing at least.");
  return db.transaction(async (tx) => {
    const found = await lockAttempt(tx, input.attemptId);
    if (!found?.booked) return false;
    const { facts, booked, occurredAt, price } = found;
    if (input.adjustedBy === null && booked.certainty === "exact") return false;
    const right = rightBooking(booked, input, { price, facts });
    if (!differs(booked, right)) return false;
    const { ORG_TIME_ZONE: timeZone } = getEnv();
    const { adjustedBy, why } = input;
    const attempt = { ...facts, serviceTier: input.serviceTier ?? facts.serviceTier };
    await adjust(tx, {
      attempt,
      booked,
      right,
      occurredAt,
      adjustedBy,
      why,
      now: await readClock(tx),
      timeZone,
    });
    await tx.update(attempts).set({ askAgainAt: null }).where(eq(attempts.id, input.attemptId));
    return true;
  });
}

type Pinned = { price: Price | null; facts: AttemptFacts };

function rightBooking(booked: Booking, input: CorrectionInput, { price, facts }: Pinned): Booking {
  const certain = { certainty: "exact", certaintyReason: null } as const;
  if ("costPicoUsd" in input) return { ...booked, ...certain, costPicoUsd: input.costPicoUsd };
  const { usage } = input;
  if (!price) return { usage, costPicoUsd: 0n, certainty: "unpriced", certaintyReason: null };
  return { usage, ...certain, costPicoUsd: costOf(usage, price, input.serviceTier ?? facts.serviceTier) };
}

function differs(a: Booking, b: Booking): boolean {
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens } = b.usage;
  return (
    a.costPicoUsd !== b.costPicoUsd ||
    a.certainty !== b.certainty ||
    a.usage.inputTokens !== inputTokens ||
    a.usage.cachedInputTokens !== cachedInputTokens ||
    a.usage.cacheWriteTokens !== cacheWriteTokens ||
    a.usage.outputTokens !== outputTokens ||
    a.usage.reasoningTokens !== reasoningTokens
  );
}

/** An attempt as it is booked now, its row locked until the commit. */
async function lockAttempt(tx: Conn, attemptId: string) {
  const [row] = await tx
    .select({ attempt: attempts, price: prices, occurredAt: reservations.occurredAt })
    .from(attempts)
    .innerJoin(reservations, eq(reservations.attemptId, attempts.id))
    .leftJoin(prices, eq(prices.id, attempts.priceId))
    .where(sql`${attempts.id} = ${attemptId} and ${attempts.endedAt} is not null`)
    .for("no key update", { of: attempts });
  if (!row) return null;
  const { attempt, price, occurredAt } = row;
  return {
    facts: storedFacts(attempt),
    booked: bookedOf(attempt),
    occurredAt,
    price: price && toPrice(price),
  };
}

type AttemptRow = typeof attempts.$inferSelect;

/** The facts of an attempt as its row has them. */
export function storedFacts(row: AttemptRow): AttemptFacts {
  const { id: attemptId, runId, userId, threadId, departmentId, apiKeyId, assistantId } = row;
  const { purpose, provider, model, priceId, serviceTier } = row;
  const simulated = provider === "demo";
  return {
    ...{ attemptId, runId, userId, threadId, departmentId, apiKeyId, assistantId },
    ...{ purpose, provider, model, priceId, serviceTier, simulated },
  };
}
