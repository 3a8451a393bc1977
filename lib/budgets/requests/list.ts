import { and, asc, eq, sql } from "drizzle-orm";
import { toPlace, writeCursor } from "@/db/cursor";
import { budgetRequests, budgets, users } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "../set";
import { standingsFor } from "../standings";
import { requestedBudget } from "./find";
import { behind, isBy } from "./place";
import type { WaitingRequest } from "./types";

const PAGE_MAX = 20;
const COUNTED_MAX = 100;

export type RequestPage = { requests: WaitingRequest[]; nextCursor: string | null };

/**
 * What members wait for, the oldest first, at most twenty a page. `text` is a part of a member's name or email address.
 * Admins only.
 */
export async function listRequests(
  ctx: Ctx,
  { text, cursor }: { text?: string | undefined; cursor?: string | undefined } = {},
): Promise<RequestPage> {
  requireAdmin(ctx);
  const rows = await ctx.db
    .select({
      request: budgetRequests,
      budget: requestedBudget,
      member: { userId: users.id, name: users.name, email: users.email },
      place: toPlace(budgetRequests.createdAt),
    })
    .from(budgetRequests)
    .innerJoin(users, eq(users.id, budgetRequests.userId))
    .leftJoin(budgets, eq(budgets.id, budgetRequests.budgetId))
    .where(and(eq(budgetRequests.state, "open"), isBy(text), behind(cursor, "oldest")))
    .orderBy(asc(budgetRequests.createdAt), asc(budgetRequests.id))
    .limit(PAGE_MAX + 1);
  const shown = rows.slice(0, PAGE_MAX);
  const last = shown.at(-1);
  return {
    requests: await Promise.all(shown.map((row) => withStanding(ctx, row))),
    nextCursor: rows.length > PAGE_MAX && last ? writeCursor({ by: last.place, id: last.request.id }) : null,
  };
}

/** How many requests are open, at most a hundred; for members none. */
export async function countRequests(ctx: Ctx): Promise<number> {
  if (ctx.actor.role === "member") return 0;
  const [row] = await ctx.db.execute<{ count: number }>(sql`
    select count(*)::int as count
    from (select from budget_requests where state = 'open' limit ${COUNTED_MAX}) open`);
  return row?.count ?? 0;
}

type Row = {
  request: typeof budgetRequests.$inferSelect;
  budget: WaitingRequest["budget"];
  member: WaitingRequest["member"];
};

async function withStanding(ctx: Ctx, { request, budget, member }: Row): Promise<WaitingRequest> {
  const { id, amount, neededUntil, reason, createdAt } = request;
  const standings = budget ? await standingsFor(ctx.db, member.userId) : [];
  const found = standings.find((one) => one.budgetId === budget?.budgetId && one.enforced);
  const standing = found && {
    ...{ scopeId: found.scopeId, subjectId: found.subjectId },
    ...{ spent: found.spent, effectiveLimit: found.effectiveLimit },
    ...{ startsAt: found.startsAt, resetsAt: found.resetsAt },
  };
  return {
    ...{ requestId: id, budget, amount, neededUntil, reason, createdAt, member },
    standing: standing ?? null,
  };
}
