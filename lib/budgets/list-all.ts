import { type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { limitAt, startAt } from "./at-moment";
import { isShared } from "./recount";
import { requireAdmin } from "./set";
import { readStandings } from "./standings";
import type { Budget, BudgetScope, BudgetStanding } from "./types";

export type BudgetListItem = Budget & {
  /** The name of what it is for; null for the organisation and for what is gone. */
  scopeName: string | null;
  /** Where it stands; null where each member has a share of their own. */
  standing: BudgetStanding | null;
};

const PAGE = 100;

/** All budgets, oldest first, a hundred a page; of one scope where it is given. Admins only. */
export async function listBudgets(
  ctx: Ctx,
  input: { scope?: BudgetScope | undefined; cursor?: string | undefined; now?: Date | undefined } = {},
): Promise<{ budgets: BudgetListItem[]; nextCursor: string | null }> {
  requireAdmin(ctx);
  const moment = { at: input.now ?? new Date(), timeZone: getEnv().ORG_TIME_ZONE };
  const after = input.cursor && isId(input.cursor) ? sql`b.id > ${input.cursor}::uuid` : sql`true`;
  const ofScope = input.scope ? sql`b.scope = ${input.scope}` : sql`true`;
  const page = sql`(
    select b.*, b.id as budget_id, '' as subject_id, true as enforced,
      ${limitAt({ limit: sql`b.limit_amount`, budgetId: sql`b.id`, subjectId: sql`''` }, moment)} as effective_limit,
      ${startAt(sql`b.period`, moment)} as starts_at
    from budgets b where ${after} and ${ofScope} order by b.id limit ${PAGE + 1})`;
  const standings = await readStandings(ctx.db, page, moment);
  const shown = standings.slice(0, PAGE);
  const names = await readNames(ctx, shown);
  const budgets = shown.map((standing) => toItem(standing, names));
  const last = shown.at(-1);
  return { budgets, nextCursor: standings.length > PAGE && last ? last.budgetId : null };
}

function toItem(standing: BudgetStanding, names: Map<string, string>): BudgetListItem {
  const { budgetId, scope, scopeId, period, unit, onLimit, limit, downgradeTo, thresholds } = standing;
  return {
    ...{ budgetId, scope, scopeId, period, unit, onLimit, limit, downgradeTo, thresholds },
    scopeName: scope === "model" ? scopeId : (names.get(scopeId ?? "") ?? null),
    standing: isShared(scope) ? standing : null,
  };
}

async function readNames(ctx: Ctx, budgets: readonly BudgetStanding[]): Promise<Map<string, string>> {
  const ids = budgets.flatMap(({ scopeId }) => (scopeId && isId(scopeId) ? [scopeId] : []));
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.execute<{ id: string; name: string }>(sql`
    select id, name from (${sql.join(NAMED.map(namesIn), sql` union all `)}) named
    where id = any(${sql.param(ids)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

const NAMED = [
  ["users", "name"],
  ["departments", "name"],
  ["plans", "name"],
  ["api_keys", "name"],
] as const;

function namesIn([table, column]: (typeof NAMED)[number]): SQL {
  return sql`select id, ${sql.identifier(column)} as name from ${sql.identifier(table)}`;
}
