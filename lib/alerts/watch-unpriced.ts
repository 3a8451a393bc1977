import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { dayOf } from "@/lib/budgets";
import type { Clock } from "./watch-forecasts";
import { writeAlerts } from "./write-alerts";

/** Longer than the job ever pauses, short enough to read a few rows of the index. */
const LOOKED_BACK = "1 hour";

/** Alerts where a model was used without a price; the first use of each model and day. */
export async function watchUnpriced(conn: Conn, { timeZone }: Pick<Clock, "timeZone">): Promise<void> {
  const uses = await conn.execute<{ model: string; ended_at: string }>(sql`
    select distinct provider || '/' || model as model, date_trunc('minute', ended_at) as ended_at
    from attempts where certainty <> 'exact' and certainty = 'unpriced' and ended_at > now() - ${LOOKED_BACK}::interval`);
  const alerts = uses.map(({ model, ended_at: endedAt }) => {
    const day = dayOf(new Date(endedAt), timeZone);
    return { kind: "unpriced" as const, key: `${model}/${day}`, payload: { model, day } };
  });
  await writeAlerts(conn, [...new Map(alerts.map((alert) => [alert.key, alert])).values()]);
}
