import type { Conn } from "@/db/client";
import { forecastMonth, historyFrom } from "./forecast/month";
import type { ForecastDay } from "./forecast-types";
import { listOrgDays } from "./list-org-days";
import { spanOf } from "./span";
import type { ReportInput } from "./types";

/** How the organisation's running month goes on; null where its days say too little about it. Asks nobody's role. */
export async function getOrgForecast(
  conn: Conn,
  clock: Omit<ReportInput, "month"> = {},
): Promise<ForecastDay[] | null> {
  const span = spanOf(clock);
  if (span.today === null) return null;
  const days = await listOrgDays(conn, { from: historyFrom(span.today), to: span.today });
  return forecastMonth(span, new Map(days.map(({ day, costPicoUsd }) => [day, costPicoUsd])));
}
