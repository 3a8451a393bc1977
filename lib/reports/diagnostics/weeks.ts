import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { todayOf } from "./days";
import type { PilotWeek } from "./types";

const WEEKS = 8;

type Row = { monday: string; members: string; threads: string; answers: string; cost: string };

/** The last eight weeks of a roll-out, the one under way among them, oldest first. */
export async function readWeeks(
  conn: Conn,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<PilotWeek[]> {
  const today = todayOf(now, timeZone);
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const first = monday.subtract({ weeks: WEEKS - 1 });
  const rows = await conn.execute<Row>(sql`
    select week.monday::date::text as monday, used.members, used.answers, used.cost, made.threads
    from generate_series(${first.toString()}::timestamp, ${monday.toString()}::timestamp, interval '7 days') week(monday)
    cross join lateral (
      select count(distinct d.user_id) as members, coalesce(sum(d.answers), 0) as answers,
        coalesce(sum(d.cost_pico_usd), 0) as cost
      from usage_days d where d.day >= week.monday::date and d.day < week.monday::date + 7) used
    cross join lateral (
      select count(*) as threads from threads t where t.created_at >= week.monday at time zone ${timeZone}
        and t.created_at < (week.monday + interval '7 days') at time zone ${timeZone}) made
    order by 1`);
  return rows.map((row) => ({
    monday: row.monday,
    activeMembers: Number(row.members),
    threads: Number(row.threads),
    usage: { answers: Number(row.answers), costPicoUsd: BigInt(row.cost) },
  }));
}
