import { and, between, eq } from "drizzle-orm";
import { usageDays } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { forecastMonth, historyFrom } from "./forecast/month";
import type { ForecastDay } from "./forecast-types";
import { spanOf } from "./span";
import { sumPicoUsd } from "./sums";
import type { ReportInput } from "./types";

/** How the actor's running month goes on; null where their days say too little about it. */
export async function getMemberForecast(
  ctx: Ctx,
  clock: Omit<ReportInput, "month"> = {},
): Promise<ForecastDay[] | null> {
  const span = spanOf(clock);
  if (span.today === null) return null;
  const rows = await ctx.db
    .select({ day: usageDays.day, costPicoUsd: sumPicoUsd(usageDays.costPicoUsd) })
    .from(usageDays)
    .where(
      and(
        eq(usageDays.userId, ctx.actor.userId),
        between(usageDays.day, historyFrom(span.today), span.today),
      ),
    )
    .groupBy(usageDays.day);
  return forecastMonth(span, new Map(rows.map(({ day, costPicoUsd }) => [day, costPicoUsd])));
}
