import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { standingsFor } from "./standings";
import type { BudgetScope, BudgetStanding } from "./types";

export type EffectiveLimit = BudgetStanding & {
  /** The name of the plan, department or member it is set for; null for the organisation. */
  scopeName: string | null;
  /** A more specific budget of the same period, unit and on_limit stands in for it. */
  overridden: boolean;
};

const MORE_SPECIFIC_LAST: readonly BudgetScope[] = [
  "org",
  "department",
  "plan",
  "department_member",
  "member",
  "self",
];

/**
 * Every limit that holds for a member and where each comes from, the widest first. One's own, or for admins
 * anybody's; a stranger's is `not_found`.
 */
export async function listEffectiveLimits(
  ctx: Ctx,
  { userId, now = new Date() }: { userId: string; now?: Date },
): Promise<EffectiveLimit[]> {
  const names = await readNames(ctx, userId);
  const standings = await standingsFor(ctx.db, userId, { now });
  return standings
    .map(({ enforced, ...standing }) => ({
      ...standing,
      overridden: !enforced,
      scopeName: names[standing.scope] ?? null,
    }))
    .sort((a, b) => MORE_SPECIFIC_LAST.indexOf(a.scope) - MORE_SPECIFIC_LAST.indexOf(b.scope));
}

async function readNames(ctx: Ctx, userId: string): Promise<Partial<Record<BudgetScope, string | null>>> {
  const isAllowed = ctx.actor.role !== "member" || ctx.actor.userId === userId;
  const found = isAllowed && isId(userId) ? await selectNames(ctx.db, userId) : undefined;
  if (!found) throw new AppError("not_found", "There is no such member.");
  const { name, department, plan } = found;
  return { department, department_member: department, plan, member: name, self: name };
}

async function selectNames(conn: Conn, userId: string) {
  const [row] = await conn.execute<{ name: string; department: string | null; plan: string | null }>(sql`
    select u.name, d.name as department, p.name as plan from users u
    left join departments d on d.id = u.department_id left join plans p on p.id = u.plan_id
    where u.id = ${userId}::uuid`);
  return row;
}
