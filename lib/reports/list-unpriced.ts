import { sql } from "drizzle-orm";
import { isId } from "@/db/id";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { entriesMatching } from "./cost-tables";
import type { CostFilters, UnpricedUse } from "./types";

/** Each was allowed by an admin by hand. */
const MODELS_MAX = 100;

type UnpricedInput = {
  /** Civil days in the organisation's zone, both included. */
  from: string;
  to: string;
  /** Of this member alone; without one, of everybody. */
  userId?: string | undefined;
  filters?: CostFilters | undefined;
};

/**
 * The models whose calls in a span of days have no price now, with how many, the most first; at most 100. What they
 * cost is in no sum. Members may ask for themselves; for anybody else they get `not_found`.
 */
export async function listUnpriced(ctx: Ctx, input: UnpricedInput): Promise<UnpricedUse[]> {
  const { from, to, userId, filters = {} } = input;
  if (userId !== ctx.actor.userId) assertAdmin(ctx.actor);
  if (userId !== undefined && !isId(userId)) return [];
  // The first condition is the index's own, and no call ends before its day begins in any zone.
  const rows = await ctx.db.execute<{ provider: string; model: string; calls: string }>(sql`
    select e.provider, e.model, count(*) as calls
    from attempts t join entries e on e.attempt_id = t.id and e.kind = 'usage'
    where t.certainty <> 'exact' and t.certainty = 'unpriced'
      and t.ended_at >= ${from}::timestamp at time zone 'UTC' - interval '15 hours'
      and e.day between ${from}::date and ${to}::date
      ${userId === undefined ? sql`` : sql`and t.user_id = ${userId}::uuid`} ${entriesMatching(filters)}
    group by e.provider, e.model order by count(*) desc, e.provider, e.model limit ${MODELS_MAX}::int`);
  return rows.map(({ provider, model, calls }) => ({ provider, model, calls: Number(calls) }));
}
