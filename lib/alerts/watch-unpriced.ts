import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { dayOf } from "@/lib/budgets";
import type { Clock } from "./watch-forecasts";
import { writeAlerts } from "./write-alerts";

/** Beyond today: what was used before a stop, or is booked days later, is told as well. */
const DAYS_LOOKED_BACK = 7;

/** Alerts where a model was used without a price that it still has not; the first use of each model and day. */
export async function watchUnpriced(conn: Conn, { now, timeZone }: Clock): Promise<void> {
  const today = Temporal.PlainDate.from(dayOf(now, timeZone));
  const from = today.subtract({ days: DAYS_LOOKED_BACK }).toString();
  const uses = await conn.execute<{ model: string; day: string }>(sql`
    select provider || '/' || model as model, day::text as day from unpriced_days
    where day >= ${from}::date group by provider, model, day having sum(calls) > 0
    order by day, provider, model`);
  await writeAlerts(
    conn,
    uses.map(({ model, day }) => ({
      kind: "unpriced" as const,
      key: `${model}/${day}`,
      payload: { model, day },
    })),
  );
}
