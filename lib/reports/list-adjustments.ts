import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import type { AdjustmentItem } from "./integrity-types";

type Row = {
  attempt_id: string;
  member: string;
  model: string;
  recorded_at: string;
  adjusted_by: string | null;
  why: string;
  difference: string;
  late: boolean;
};

/**
 * The newest corrections with who made them and why; for admins. A correction is one or two entries of one instant:
 * twice as many rows as are asked for hold all of them whole.
 */
export async function listAdjustments(ctx: Ctx, limit: number): Promise<AdjustmentItem[]> {
  assertAdmin(ctx.actor);
  const rows = await ctx.db.execute<Row>(sql`
    with newest as (
      select * from entries where kind = 'adjustment' order by recorded_at desc, attempt_id limit ${2 * limit})
    select e.attempt_id, u.name as member, e.model, e.recorded_at, by.name as adjusted_by, e.adjusted_why as why,
      sum(e.cost_pico_usd) as difference, not bool_or(e.in_budgets) as late
    from newest e join users u on u.id = e.user_id left join users by on by.id = e.adjusted_by
    group by e.attempt_id, u.name, e.model, e.recorded_at, by.name, e.adjusted_why
    order by e.recorded_at desc, e.attempt_id limit ${limit}`);
  return rows.map((row) => ({
    attemptId: row.attempt_id,
    memberName: row.member,
    model: row.model,
    adjustedAt: new Date(row.recorded_at),
    adjustedByName: row.adjusted_by,
    why: row.why,
    differencePicoUsd: BigInt(row.difference),
    late: row.late,
  }));
}
