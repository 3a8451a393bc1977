import { between, desc, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { usageDays } from "@/db/schema";
import { costOf } from "@/lib/pricing";
import type { Terms } from "@/lib/pricing/types";
import type { ModelTerms, UsedModel, WhatIf } from "./planning-types";
import { priceOffered } from "./price-offered";
import { spanOf } from "./span";
import { sumPicoUsd, sumsOf } from "./sums";
import type { ReportInput } from "./types";

const USED_MAX = 100;

type WhatIfInput = Omit<ReportInput, "month"> & { models: readonly ModelTerms[] };

/**
 * The tokens of the last closed month, of which cached ones and those written to a cache are priced as such, with each
 * of `models`. What had no price stays out of every cost.
 */
export async function readWhatIf(conn: Conn, { models, ...clock }: WhatIfInput): Promise<WhatIf> {
  const { currentMonth } = spanOf(clock);
  const month = Temporal.PlainYearMonth.from(currentMonth).subtract({ months: 1 }).toString();
  const span = spanOf({ ...clock, month });
  const rows = await readUsed(conn, span.firstDay, span.lastDay);
  const used = await withUnpriced(conn, rows.slice(0, USED_MAX), endOf(span.lastDay, span.timeZone));
  const alternatives = models.map(({ id, model, isOffered, terms }) => ({
    ...{ id, model, isOffered },
    costsPicoUsd: terms && used.map((one) => (one.unpriced ? 0n : costOf(one.usage, withoutTiers(terms)))),
    atLeast: terms !== null && terms.tiers.length > 0,
  }));
  return { month, currentMonth, used, isCut: rows.length > USED_MAX, alternatives };
}

type UsedRow = Omit<UsedModel, "unpriced">;

async function readUsed(conn: Conn, from: string, to: string): Promise<UsedRow[]> {
  const { calls, inputTokens, cachedInputTokens, outputTokens, costPicoUsd, estimatedPicoUsd } =
    sumsOf(usageDays);
  const rows = await conn
    .select({
      provider: usageDays.provider,
      model: usageDays.model,
      ...{ calls, costPicoUsd, estimatedPicoUsd, inputTokens, cachedInputTokens, outputTokens },
      cacheWriteTokens: sql<number>`sum(${usageDays.cacheWriteTokens})`.mapWith(Number),
      reasoningTokens: sql<number>`sum(${usageDays.reasoningTokens})`.mapWith(Number),
    })
    .from(usageDays)
    .where(between(usageDays.day, from, to))
    .groupBy(usageDays.provider, usageDays.model)
    .orderBy(desc(sumPicoUsd(usageDays.costPicoUsd)), usageDays.provider, usageDays.model)
    .limit(USED_MAX + 1);
  return rows.map(({ provider, model, calls, costPicoUsd, estimatedPicoUsd, ...usage }) => {
    return { provider, model, calls, costPicoUsd, estimatedPicoUsd, usage };
  });
}

/** What cost nothing is free where the book had its price at the end of the month, and unpriced where it had none. */
async function withUnpriced(conn: Conn, rows: UsedRow[], at: Date): Promise<UsedModel[]> {
  const doubtful = rows.filter(({ costPicoUsd }) => costPicoUsd === 0n);
  const answers = await priceOffered(conn, doubtful, at);
  const unpriced = new Set(answers.filter(({ answer }) => !answer.price).map(({ model }) => model));
  return rows.map((row) => ({ ...row, unpriced: unpriced.has(row) }));
}

/** A tier holds for a long request, and a month's sum is not one. */
function withoutTiers(terms: Terms): Terms {
  return { ...terms, tiers: [] };
}

function endOf(day: string, timeZone: string): Date {
  const next = Temporal.PlainDate.from(day).add({ days: 1 });
  return new Date(next.toZonedDateTime(timeZone).epochMilliseconds - 1);
}
