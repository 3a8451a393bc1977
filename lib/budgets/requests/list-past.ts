import { and, desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { toPlace, writeCursor } from "@/db/cursor";
import { budgetRequests, budgets, users } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "../set";
import { requestedBudget, toBudgetRequest } from "./find";
import { behind, isBy } from "./place";
import type { PastRequest, RequestState } from "./types";

const PAGE_DEFAULT = 20;
const PAGE_MAX = 500;

export type PastRequestQuery = {
  /** Any unless said, open ones too. */
  state?: RequestState | undefined;
  /** A part of a member's name or email address. */
  text?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};
export type PastRequestPage = { requests: PastRequest[]; nextCursor: string | null };

/**
 * Everything that members asked for and what came of it, the newest first, twenty a page, at most 500. Admins only.
 */
export async function listPastRequests(ctx: Ctx, query: PastRequestQuery = {}): Promise<PastRequestPage> {
  requireAdmin(ctx);
  const { state, text, cursor, limit = PAGE_DEFAULT } = query;
  const size = Math.min(Math.max(limit, 1), PAGE_MAX);
  const decider = alias(users, "decider");
  const rows = await ctx.db
    .select({
      request: budgetRequests,
      budget: requestedBudget,
      member: { userId: users.id, name: users.name, email: users.email },
      decidedByName: decider.name,
      place: toPlace(budgetRequests.createdAt),
    })
    .from(budgetRequests)
    .innerJoin(users, eq(users.id, budgetRequests.userId))
    .leftJoin(budgets, eq(budgets.id, budgetRequests.budgetId))
    .leftJoin(decider, eq(decider.id, budgetRequests.decidedBy))
    .where(and(state && eq(budgetRequests.state, state), isBy(text), behind(cursor, "newest")))
    .orderBy(desc(budgetRequests.createdAt), desc(budgetRequests.id))
    .limit(size + 1);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    requests: shown.map(({ member, place: _, ...row }) => ({ ...toBudgetRequest(row), member })),
    nextCursor: rows.length > size && last ? writeCursor({ by: last.place, id: last.request.id }) : null,
  };
}
