import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { dayOf } from "@/lib/budgets";
import { PICO_PER_USD } from "@/lib/money";
import { findAnomalies, listOrgDays } from "@/lib/reports";
import type { Clock } from "./watch-forecasts";
import { writeAlerts } from "./write-alerts";

/** Eight weeks to judge by, and the days that are judged. */
const DAYS_READ = 63;
/** A job that could not run for a while catches up with so many days. */
const DAYS_JUDGED = 3;
const MIN_IMPACT = PICO_PER_USD;

/** Alerts where one of the last whole days cost the organisation far more than its like; once for each day. */
export async function watchAnomalies(conn: Conn, { now, timeZone }: Clock): Promise<void> {
  const today = Temporal.PlainDate.from(dayOf(now, timeZone));
  const [from, to] = [today.subtract({ days: DAYS_READ }), today.subtract({ days: 1 })].map(String);
  const judgedFrom = today.subtract({ days: DAYS_JUDGED }).toString();
  const days = await listOrgDays(conn, { from: from ?? "", to: to ?? "" });
  const found = findAnomalies(days, { rule: "robust", minImpactPicoUsd: MIN_IMPACT });
  await writeAlerts(
    conn,
    found
      .filter(({ day }) => day >= judgedFrom)
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
