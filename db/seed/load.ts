import { sql } from "drizzle-orm";
import { random } from "./random";
import type { SeedConn, SeedOptions } from "./types";

/** How busy Monday to Sunday are. */
const WEEK = [1.1, 1.15, 1.1, 1.05, 0.8, 0.12, 0.08];
const ANSWERS_A_DAY = 3;
/** Days before the last on which a department asked five times as much as usual. */
const RUSHES = [
  { department: "Support", daysBefore: 17 },
  { department: "Sales", daysBefore: 96 },
  { department: "Support", daysBefore: 201 },
];

/**
 * How many answers each member asked for on each day, in a temporary table: by the week and the season, rising over the
 * time. Rounded along the way, so that all together are as many as they add up to.
 */
export async function writeLoad(conn: SeedConn, options: SeedOptions): Promise<void> {
  const { firstDay, lastDay, answers } = options;
  const n = sql`m.no * 100000::bigint + (d.day - date '2000-01-01')`;
  await conn.execute(sql`
    create temp table seed_wanted as
    select m.no, d.day,
      m.weight * (array[${sql.raw(WEEK.join(", "))}])[extract(isodow from d.day)::int] * ${ANSWERS_A_DAY}::float8
        * (0.55 + 0.9 * (d.day - ${firstDay}::date) / greatest(${lastDay}::date - ${firstDay}::date, 1))
        * case when ${random(n, 21)} < 0.78 then 0.4 + 1.2 * ${random(n, 22)} else 0 end
        * case when extract(month from d.day) = 12 and extract(day from d.day) >= 23 then 0.15 else 1 end
        * case when exists (
            select from jsonb_to_recordset(${JSON.stringify(RUSHES)}::jsonb) as r(department text, "daysBefore" int)
            join seed_departments sd on sd.name = r.department
            where sd.id = m.department_id and d.day = ${lastDay}::date - r."daysBefore") then 5 else 1 end as wanted
    from seed_members m
    cross join (
      select at::date as day from generate_series(${firstDay}::timestamp, ${lastDay}::timestamp, interval '1 day') at) d
    where d.day >= m.joined`);
  const scale = answers ? sql`${answers}::float8 / (select sum(wanted) from seed_wanted)` : sql`1::float8`;
  await conn.execute(sql`
    create temp table seed_load as
    select no, day, upto - n as before, n from (
      select no, day, floor(sum_now)::bigint as upto, (floor(sum_now) - floor(sum_now - wanted))::int as n
      from (select no, day, wanted * scale as wanted, sum(wanted * scale) over (order by day, no rows unbounded preceding) as sum_now
        from seed_wanted, (select ${scale} as scale) scaled) summed) rounded
    where n > 0`);
  await conn.execute(sql`create index on seed_load (day)`);
  await conn.execute(sql`analyze seed_load`);
  await fitPlans(conn);
}

/** Who asks for more in some month than their plan allows has the one with the most messages. */
async function fitPlans(conn: SeedConn): Promise<void> {
  await conn.execute(sql`
    with allowed as (
      select p.id, b.limit_amount from plans p join budgets b on b.scope = 'plan' and b.scope_id = p.id::text
        and b.period = 'month' and b.unit = 'messages' and b.on_limit = 'block'),
    most as (
      select no, max(n) as n from (
        select no, sum(n) as n from seed_load group by no, date_trunc('month', day)) months group by no),
    beyond as (
      select m.no from seed_members m join most using (no) join allowed a on a.id = m.plan_id
      where not m.is_owner and most.n > a.limit_amount),
    fitted as (
      update seed_members m set plan_id = (select id from allowed order by limit_amount desc, id limit 1)
      from beyond where beyond.no = m.no returning m.user_id, m.plan_id)
    update users u set plan_id = fitted.plan_id from fitted where fitted.user_id = u.id`);
}

/** A few calls that a budget refused, at the ends of months. */
export async function writeRefusals(conn: SeedConn): Promise<void> {
  await conn.execute(sql`
    insert into refusal_days (day, user_id, provider, model, refusals)
    select l.day, m.user_id, 'openai', 'gpt-4o', 1 + (l.before % 3)::int
    from seed_load l join seed_members m using (no)
    where extract(day from l.day) > 21 and ${random(sql`l.before`, 23)} < 0.012 on conflict do nothing`);
}
