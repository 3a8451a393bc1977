import type { Conn } from "@/db/client";
import { alertRules } from "@/db/schema";
import { dayOf } from "@/lib/budgets";
import { watchAnomalies } from "./watch-anomalies";
import { type Clock, watchForecasts } from "./watch-forecasts";

/**
 * Looks at forecasts and anomalies once a day of the organisation's zone. Two instances that do so at once do the same
 * twice, and one that dies half-way is followed by another: what is written is written once. A fault of either leaves
 * the other told and is tried again; one with a member or a budget alone is logged, and waits for the next day.
 */
export async function watchDays(conn: Conn, clock: Clock): Promise<boolean> {
  const today = dayOf(clock.now, clock.timeZone);
  const [rules] = await conn.select({ watchedOn: alertRules.watchedOn }).from(alertRules).limit(1);
  if (rules?.watchedOn && rules.watchedOn >= today) return false;
  try {
    await watchForecasts(conn, clock);
  } finally {
    await watchAnomalies(conn, clock);
  }
  await conn
    .insert(alertRules)
    .values({ watchedOn: today })
    .onConflictDoUpdate({ target: alertRules.only, set: { watchedOn: today } });
  return true;
}
