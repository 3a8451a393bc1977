import { type SQL, sql } from "drizzle-orm";
import { sumSpent } from "./count";
import type { Moment } from "./periods";
import type { Budget } from "./types";

/**
 * The members `u` with a share of a budget, `used.spent` of it, as a list of tables and what holds of them: active ones
 * alone, and none for whom a more specific budget stands in.
 */
export function sharesInForce(
  { scope, scopeId, period, unit, onLimit }: Budget,
  moment: Moment,
): { from: SQL; where: SQL } {
  const belongsTo = scope === "plan" ? sql`u.plan_id` : sql`u.department_id`;
  return {
    from: sql`users u cross join lateral ${sumSpent({ unit, period }, sql`e.user_id = u.id`, moment)} as used(spent)`,
    where: sql`${belongsTo} = ${scopeId}::uuid and u.disabled_at is null
      and not exists (
        select from budgets m where m.period = ${period} and m.unit = ${unit} and m.on_limit = ${onLimit}
          and (m.scope = 'member' and m.scope_id = u.id::text or ${scope} = 'plan'
            and m.scope = 'department_member' and m.scope_id = u.department_id::text))`,
  };
}
