import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { COST_DAYS_MAX } from "./cost-range";
import { UNPRICED_MODELS_MAX, unpricedCalls } from "./list-unpriced";
import { spanOf } from "./span";
import type { ReportInput, UnpricedModel } from "./types";

/**
 * The models whose calls have no price now, with how many, the most first, of all days that costs are shown of; at most
 * 100. Admins only, a member gets `not_found`.
 */
export async function listUnpricedModels(
  ctx: Ctx,
  clock: Omit<ReportInput, "month"> = {},
): Promise<UnpricedModel[]> {
  assertAdmin(ctx.actor);
  const { today, lastDay } = spanOf(clock);
  const to = today ?? lastDay;
  const from = Temporal.PlainDate.from(to).subtract({ days: COST_DAYS_MAX }).toString();
  const rows = await ctx.db.execute<{ provider: string; model: string; calls: string }>(sql`
    select e.provider, e.model, sum(e.calls) as calls from ${unpricedCalls({ from, to })}
    group by e.provider, e.model having sum(e.calls) > 0
    order by sum(e.calls) desc, e.provider, e.model limit ${UNPRICED_MODELS_MAX}::int`);
  return rows.map(({ calls, ...named }) => ({ ...named, calls: Number(calls) }));
}
