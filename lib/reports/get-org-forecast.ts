import type { Conn } from "@/db/client";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import type { CostFilters } from "./cost-types";
import { forecastMonth, historyFrom } from "./forecast/month";
import type { ForecastDay } from "./forecast-types";
import { listOrgDays } from "./list-org-days";
import { spanOf } from "./span";
import type { ReportInput } from "./types";

type Clock = Omit<ReportInput, "month">;

/** How the organisation's running month goes on; null where its days say too little about it. For admins. */
export async function getOrgForecast(ctx: Ctx, clock: Clock = {}): Promise<ForecastDay[] | null> {
  assertAdmin(ctx.actor);
  return forecastOrg(ctx.db, clock);
}

/** The same for what no person asks for, of a part of it where there are filters. */
export async function forecastOrg(
  conn: Conn,
  { filters = {}, ...clock }: Clock & { filters?: CostFilters } = {},
): Promise<ForecastDay[] | null> {
  const span = spanOf(clock);
  if (span.today === null) return null;
  const days = await listOrgDays(conn, { from: historyFrom(span.today), to: span.today, filters });
  return forecastMonth(span, new Map(days.map(({ day, costPicoUsd }) => [day, costPicoUsd])));
}
