import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { dayOf } from "@/lib/budgets";
import { ANOMALY_RULE, judgeDays } from "@/lib/reports";
import type { Clock } from "./watch-forecasts";
import { writeAlerts } from "./write-alerts";

/** A job that could not run for a while catches up with so many days. */
const DAYS_JUDGED = 3;

/**
 * Alerts where one of the last whole days cost the organisation far more than its like, as the page of costs marks it;
 * once for each day, and not for what an admin has dismissed.
 */
export async function watchAnomalies(conn: Conn, { now, timeZone }: Clock): Promise<void> {
  const today = Temporal.PlainDate.from(dayOf(now, timeZone));
  const [from, to] = [today.subtract({ days: DAYS_JUDGED }), today.subtract({ days: 1 })].map(String);
  const range = { from: from ?? "", to: to ?? "", today: today.toString() };
  const { anomalies } = await judgeDays(conn, { range, filters: {}, rule: ANOMALY_RULE });
  await writeAlerts(
    conn,
    anomalies
      .filter(({ dismissed }) => !dismissed)
      .map(({ day, costPicoUsd, expectedPicoUsd, impactPicoUsd }) => ({
        kind: "anomaly" as const,
        key: day,
        payload: {
          ...{ day, costPicoUsd: String(costPicoUsd), expectedPicoUsd: String(expectedPicoUsd) },
          impactPicoUsd: String(impactPicoUsd),
        },
      })),
  );
}
