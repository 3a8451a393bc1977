import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { anyKey } from "./any-key";
import { costRows, namedIn } from "./cost-rows";
import type { CostFilters } from "./cost-types";
import { hasUsage } from "./usage-row";

type CountInput = { from: string; to: string; filters: CostFilters };

/**
 * Members with at least one call in the days. Without a filter of their calls it is asked member by member, which ends
 * at the first call of each.
 */
export async function countActiveMembers(conn: Conn, { from, to, filters }: CountInput): Promise<number> {
  const { member, plan, ...ofCalls } = filters;
  const byCalls = namedIn({ group: null, filters: ofCalls }).size > 0;
  const isUsed = byCalls
    ? sql`m.id::text in (
        select key from (${costRows({ from, to, group: "member", filters, step: "range" })}) used
        group by key having ${hasUsage})`
    : sql`(
        select true from usage_days d
        where d.user_id = m.id and d.day between ${from}::date and ${to}::date limit 1)`;
  const among = (key: SQL, wanted: readonly string[] | undefined) =>
    wanted ? sql`${key} = ${anyKey(wanted)}` : sql`true`;
  const [row] = await conn.execute<{ members: string }>(sql`
    select count(*) as members from users m
    where ${among(sql`m.id::text`, member)} and ${among(sql`coalesce(m.plan_id::text, '')`, plan)} and ${isUsed}`);
  return Number(row?.members ?? 0);
}

/** Null with a filter by assistant or purpose, which a refusal does not have. Departments are those of now. */
export async function countRefusals(conn: Conn, { from, to, filters }: CountInput): Promise<number | null> {
  const { assistant, purpose, member, ...known } = filters;
  if (assistant || purpose) return null;
  const [row] = await conn.execute<{ refusals: string }>(sql`
    select coalesce(sum(d.refusals), 0) as refusals
    from (select r.*, u.department_id, u.plan_id from refusal_days r join users u on u.id = r.user_id) d
    join users m on m.id = d.user_id
    where d.day between ${from}::date and ${to}::date ${onRow(known)}
      ${member ? sql`and d.user_id::text = ${anyKey(member)}` : sql``}`);
  return Number(row?.refusals ?? 0);
}

/** Filters of a row `d` of a member `m`. */
function onRow({ department, plan, model, provider, purpose }: CostFilters): SQL {
  const when = (key: SQL, wanted: readonly string[] | undefined) =>
    wanted ? sql` and ${key} = ${anyKey(wanted)}` : sql``;
  return sql.join([
    when(sql`coalesce(d.department_id::text, '')`, department),
    when(sql`coalesce(m.plan_id::text, '')`, plan),
    when(sql`d.provider || '/' || d.model`, model),
    when(sql`d.provider`, provider),
    when(sql`d.purpose`, purpose),
  ]);
}
