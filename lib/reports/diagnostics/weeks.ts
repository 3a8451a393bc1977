import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { civilDay } from "../calendar";
import { costRows } from "../cost-rows";
import { hasUsage } from "../usage-row";
import type { PilotWeek } from "./types";

const WEEKS = 8;

type Row = { monday: string; members: string; threads: string; answers: string; cost: string };

/** The last eight weeks of a roll-out, the one under way among them, oldest first. */
export async function readWeeks(
  conn: Conn,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<PilotWeek[]> {
  const today = civilDay(now, timeZone);
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const first = monday.subtract({ weeks: WEEKS - 1 });
  const sunday = monday.add({ days: 6 }).toString();
  const byMember = costRows({ from: first.toString(), to: sunday, group: "member", filters: {} });
  const rows = await conn.execute<Row>(sql`
    with used as (
      select monday, count(*) as members, sum(answers) as answers, sum(cost) as cost from (
        select date_trunc('week', day::timestamp)::date as monday, key, sum(answers) as answers,
          sum(cost_pico_usd) as cost
        from (${byMember}) rows group by 1, 2 having ${hasUsage}) each_member
      group by 1)
    select week.monday::date::text as monday, coalesce(used.members, 0) as members,
      coalesce(used.answers, 0) as answers, coalesce(used.cost, 0) as cost, made.threads
    from generate_series(${first.toString()}::timestamp, ${monday.toString()}::timestamp, interval '7 days') week(monday)
    left join used on used.monday = week.monday::date
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
