import { and, between, eq } from "drizzle-orm";
import { usageDays } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { previousMonthOf, spanOf } from "./span";
import { sumPicoUsd } from "./sums";
import type { CostSum, ReportInput } from "./types";

/** Each day of the month before, oldest first, to be drawn behind the month; empty where nothing was used in it. */
export async function listPreviousDays(
  ctx: Ctx,
  input: ReportInput = {},
): Promise<(CostSum & { day: string })[]> {
  const days = previousMonthOf(spanOf(input));
  const rows = await ctx.db
    .select({
      day: usageDays.day,
      costPicoUsd: sumPicoUsd(usageDays.costPicoUsd),
      estimatedPicoUsd: sumPicoUsd(usageDays.estimatedPicoUsd),
    })
    .from(usageDays)
    .where(
      and(eq(usageDays.userId, ctx.actor.userId), between(usageDays.day, days[0] ?? "", days.at(-1) ?? "")),
    )
    .groupBy(usageDays.day);
  if (rows.length === 0) return [];
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return days.map((day) => byDay.get(day) ?? { day, costPicoUsd: 0n, estimatedPicoUsd: 0n });
}
