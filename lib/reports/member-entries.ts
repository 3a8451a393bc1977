import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Ctx } from "@/lib/org/types";
import type { Span } from "./span";

/**
 * The condition for the actor's entries `e` of a month. The days decide; the instants, two days wider, are what the
 * index knows. Who it is stays hidden from the plan: of one known to use much, it would read everybody's month.
 */
export function ownInMonth({ actor }: Ctx, { firstDay, lastDay }: Pick<Span, "firstDay" | "lastDay">): SQL {
  const from = Temporal.PlainDate.from(firstDay).subtract({ days: 2 });
  const until = Temporal.PlainDate.from(lastDay).add({ days: 3 });
  return sql`e.user_id = (select ${actor.userId}::uuid)
    and e.occurred_at >= ${`${from}T00:00:00Z`}::timestamptz and e.occurred_at < ${`${until}T00:00:00Z`}::timestamptz
    and e.day between ${firstDay}::date and ${lastDay}::date`;
}
