import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { costRows } from "./cost-rows";
import { forecastMonth, historyFrom } from "./forecast/month";
import type { ForecastDay } from "./forecast-types";
import { spanOf } from "./span";
import type { ReportInput } from "./types";

/** How the organisation's running month goes on; null where its days say too little about it. For admins. */
export async function getOrgForecast(
  ctx: Ctx,
  clock: Omit<ReportInput, "month"> = {},
): Promise<ForecastDay[] | null> {
  assertAdmin(ctx.actor);
  const span = spanOf(clock);
  if (span.today === null) return null;
  const asked = { from: historyFrom(span.today), to: span.today, group: null, filters: {} };
  const rows = await ctx.db.execute<{ day: string; cost: string }>(sql`
    select day::text as day, sum(cost_pico_usd) as cost from (${costRows(asked)}) rows group by 1`);
  return forecastMonth(span, new Map(rows.map(({ day, cost }) => [day, BigInt(cost)])));
}
