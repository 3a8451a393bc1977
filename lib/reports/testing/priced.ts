import { eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { pipeline } from "@/db/pipeline";
import { prices, runs } from "@/db/schema";
import { makeAttempt } from "@/lib/budgets/testing";
import { type AttemptFacts, type Certainty, entryStatements, type NewEntry } from "@/lib/ledger";
import { costOf, type Price, type ServiceTier, type Terms, toPrice, type Usage } from "@/lib/pricing";

/** A price of a model of the test's own. */
export async function givenPrice(
  conn: Conn,
  terms: Partial<Terms> & { model?: string; effectiveFrom?: Date } = {},
): Promise<Price> {
  const { model = `model-${newId()}`, tiers = [], ...rest } = terms;
  const rates = { inputPicoUsd: 1_000n, cachedInputPicoUsd: 100n, cacheWritePicoUsd: 1_250n };
  const [row] = await conn
    .insert(prices)
    .values({
      ...{ id: newId(), provider: "test", model, effectiveFrom: new Date(0), source: "test" },
      ...rates,
      ...{ outputPicoUsd: 4_000n, ...rest },
      tiers: tiers.map(({ fromInputTokens, ...tier }) => ({
        fromInputTokens,
        inputPicoUsd: String(tier.inputPicoUsd),
        cachedInputPicoUsd: String(tier.cachedInputPicoUsd),
        cacheWritePicoUsd: String(tier.cacheWritePicoUsd),
        outputPicoUsd: String(tier.outputPicoUsd),
      })),
    })
    .returning();
  if (!row) throw new Error("A price was inserted.");
  return toPrice(row);
}

export type PricedCall = {
  userId: string;
  at: Date;
  timeZone?: string;
  /** Null for a model without one. */
  price: Price | null;
  usage?: Partial<Usage>;
  certainty?: Certainty;
  serviceTier?: ServiceTier;
  purpose?: "answer" | "title";
  /** Another attempt of a run that is there. */
  of?: AttemptFacts;
  requestedModel?: string;
};

const NO_TOKENS: Usage = {
  ...{ inputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 0, reasoningTokens: 0 },
};

/** Books a call at its price by the ledger's own statements; answers the entry. */
export async function bookPriced(conn: Conn, call: PricedCall): Promise<NewEntry> {
  const { userId, at, timeZone = "UTC", price, certainty = "exact", serviceTier = "default" } = call;
  const made = await makeAttempt(conn, userId);
  if (call.requestedModel) {
    const row = { requestedModel: call.requestedModel, downgradeReason: "test" };
    await conn.update(runs).set(row).where(eq(runs.id, made.runId));
  }
  const usage = { ...NO_TOKENS, ...call.usage };
  const { purpose = "answer", of = made } = call;
  const { runId, threadId } = of;
  const model = price && { provider: price.provider, model: price.model };
  const attempt = { ...made, ...model, runId, threadId, priceId: price?.id ?? null, purpose, serviceTier };
  const entry: NewEntry = {
    ...attempt,
    kind: "usage",
    usage,
    costPicoUsd: price && certainty !== "unpriced" ? costOf(usage, price, serviceTier) : 0n,
    certainty,
    certaintyReason: certainty === "estimated" ? "stopped" : null,
    ...{ overrunPicoUsd: 0n, inBudgets: true, adjustedBy: null, adjustedWhy: null },
    ...placeOf(at, timeZone),
  };
  await pipeline(conn, entryStatements([entry]));
  return entry;
}

/** Takes an entry back and books it anew, as a correction does. */
export async function correct(conn: Conn, entry: NewEntry, right: Partial<NewEntry>): Promise<void> {
  const row = { ...entry, kind: "adjustment" as const, adjustedWhy: "The invoice." };
  const { usage } = entry;
  const back: Usage = {
    inputTokens: -usage.inputTokens,
    cachedInputTokens: -usage.cachedInputTokens,
    cacheWriteTokens: -usage.cacheWriteTokens,
    outputTokens: -usage.outputTokens,
    reasoningTokens: -usage.reasoningTokens,
  };
  const statements = entryStatements([
    { ...row, usage: back, costPicoUsd: -entry.costPicoUsd },
    { ...row, ...right },
  ]);
  await pipeline(conn, statements);
}

function placeOf(at: Date, timeZone: string) {
  const date = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return { occurredAt: at, day: date.toString(), month: date.with({ day: 1 }).toString() };
}
