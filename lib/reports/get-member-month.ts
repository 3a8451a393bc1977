import { and, between, eq, min, sql } from "drizzle-orm";
import { usageDays } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { listMonthThreads } from "./month-threads";
import { type Span, spanOf } from "./span";
import { NO_USAGE, sumsOf } from "./sums";
import type { MemberMonth, ReportInput, UsageSum } from "./types";

/** The actor's own month: its days, models, purposes and threads, each of which adds up to the total. */
export async function getMemberMonth(ctx: Ctx, input: ReportInput = {}): Promise<MemberMonth> {
  const { firstDay, ...span } = spanOf(input);
  const rows = await readGroups(ctx, { ...span, firstDay });
  const total = rows.find((row) => row.day === null && row.model === null && row.purpose === null);
  const byDay = new Map(rows.flatMap((row) => (row.day === null ? [] : [[row.day, sumIn(row)]])));
  return {
    span: { ...span, firstMonth: await findFirstMonth(ctx) },
    total: total ? sumIn(total) : NO_USAGE,
    today: span.today === null ? null : (byDay.get(span.today) ?? NO_USAGE),
    days: span.days.map((day) => ({ day, ...(byDay.get(day) ?? NO_USAGE) })),
    models: rows
      .flatMap(({ provider, model, ...row }) =>
        provider === null || model === null ? [] : [{ provider, model, ...sumIn(row) }],
      )
      .sort(dearestFirst),
    purposes: rows
      .flatMap(({ purpose, ...row }) => (purpose === null ? [] : [{ purpose, ...sumIn(row) }]))
      .sort(dearestFirst),
    ...(await listMonthThreads(ctx, firstDay)),
  };
}

/** One statement for all groups, so that they are sums of the same rows. */
function readGroups(ctx: Ctx, span: Span) {
  const { day, provider, model, purpose } = usageDays;
  return ctx.db
    .select({
      day: sql<string | null>`${day}`,
      provider: sql<string | null>`${provider}`,
      model: sql<string | null>`${model}`,
      purpose: sql<string | null>`${purpose}`,
      ...sumsOf(usageDays),
    })
    .from(usageDays)
    .where(and(eq(usageDays.userId, ctx.actor.userId), between(day, span.firstDay, span.lastDay)))
    .groupBy(sql`grouping sets ((), (${day}), (${provider}, ${model}), (${purpose}))`);
}

async function findFirstMonth(ctx: Ctx): Promise<string | null> {
  const [row] = await ctx.db
    .select({ day: min(usageDays.day) })
    .from(usageDays)
    .where(eq(usageDays.userId, ctx.actor.userId));
  return row?.day?.slice(0, 7) ?? null;
}

function sumIn(row: UsageSum): UsageSum {
  const { calls, answers, inputTokens, cachedInputTokens, outputTokens, costPicoUsd, estimatedPicoUsd } = row;
  return { calls, answers, inputTokens, cachedInputTokens, outputTokens, costPicoUsd, estimatedPicoUsd };
}

function dearestFirst(a: UsageSum, b: UsageSum): number {
  return a.costPicoUsd === b.costPicoUsd ? b.calls - a.calls : a.costPicoUsd > b.costPicoUsd ? -1 : 1;
}
