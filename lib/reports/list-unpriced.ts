import { type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { entriesMatching, entryKeys } from "./cost-tables";
import type { CostFilters, CostGroup, UnpricedLine, UnpricedUse } from "./types";

/** Each was allowed by an admin by hand. */
export const UNPRICED_MODELS_MAX = 100;

/** Civil days in the organisation's zone, both included. */
type Days = { from: string; to: string };

/**
 * The models whose calls by a member in a span of days have no price now, with how many, the most first, and in which
 * lines; at most 100. What they cost is in no sum. Members may ask for themselves, for anybody else they get
 * `not_found`.
 */
export async function listUnpriced(ctx: Ctx, input: Days & { userId: string }): Promise<UnpricedUse[]> {
  const { from, to, userId } = input;
  if (userId !== ctx.actor.userId) assertAdmin(ctx.actor);
  if (!isId(userId)) return [];
  const rows = await ctx.db.execute<Row>(sql`
    select provider, model, sum(calls) as calls, jsonb_agg(
      jsonb_build_object('day', day, 'purpose', purpose, 'calls', calls) order by day, purpose) as lines
    from (
      select e.provider, e.model, e.day, e.purpose, sum(e.calls) as calls from ${unpricedCalls({ from, to })}
        and e.user_id = ${userId}::uuid
      group by e.provider, e.model, e.day, e.purpose) each
    group by provider, model order by sum(calls) desc, provider, model limit ${UNPRICED_MODELS_MAX}::int`);
  return rows.map(({ calls, ...row }) => ({ ...row, calls: Number(calls) }));
}

type Row = { provider: string; model: string; calls: string; lines: UnpricedLine[] };

/** Table and conditions of the calls that have no price, as rows `e` of their sums. */
export function unpricedCalls(
  { from, to, filters = {} }: Days & { filters?: CostFilters | undefined },
  joined = sql``,
): SQL {
  return sql`
    unpriced_days e ${joined}
    where e.calls <> 0 and e.day between ${from}::date and ${to}::date ${entriesMatching(filters)}`;
}

/** The calls that have no price in rows `day, key, calls`, the key as `costRows` has it. Asks nobody who reads it. */
export function unpricedByKey({
  group,
  ...which
}: {
  from: string;
  to: string;
  /** Null: everything has the empty key. */
  group: CostGroup | null;
  filters: CostFilters;
}): SQL {
  const { columns, joined } = entryKeys({ group });
  return sql`select e.day, e.calls, ${columns} from ${unpricedCalls(which, joined)}`;
}
