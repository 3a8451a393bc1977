import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { limitAt, startAt } from "./at-moment";
import { isKey } from "./key";
import type { Moment } from "./periods";
import { isShared } from "./recount";
import { isForNamed, scopeNames } from "./scope-name";
import { requireAdmin } from "./set";
import { readStandings } from "./standings";
import type { Budget, BudgetKey, BudgetScope, BudgetStanding } from "./types";

/** Where it stands is null where each member has a share of their own. */
export type StandingBudget = Budget & { standing: BudgetStanding | null };

export type BudgetListItem = StandingBudget & {
  /** The name of what it is for, of a thread its member's; null for the organisation and for what is gone. */
  scopeName: string | null;
};

const PAGE = 100;

export type BudgetFilter = {
  scope?: BudgetScope | undefined;
  /** Part of the name of what it is for. */
  text?: string | undefined;
};

/** All budgets, oldest first, a hundred a page; of one scope, or for what is called so, where it is given. Admins only. */
export async function listBudgets(
  ctx: Ctx,
  input: BudgetFilter & { cursor?: string | undefined; now?: Date | undefined } = {},
): Promise<{ budgets: BudgetListItem[]; nextCursor: string | null }> {
  requireAdmin(ctx);
  const moment = { at: input.now ?? new Date(), timeZone: getEnv().ORG_TIME_ZONE };
  const after = input.cursor && isId(input.cursor) ? sql`b.id > ${input.cursor}::uuid` : sql`true`;
  const ofScope = input.scope ? sql`b.scope = ${input.scope}` : sql`true`;
  const words = input.text?.trim();
  const named = words ? isForNamed(words) : sql`true`;
  const page = selectBudgets(sql`${after} and ${ofScope} and ${named}`, PAGE + 1, moment);
  const standings = await readStandings(ctx.db, page, moment);
  const shown = standings.slice(0, PAGE);
  const nameOf = await scopeNames(ctx.db, shown);
  const budgets = shown.map((standing) => ({ ...toBudget(standing), scopeName: nameOf(standing) }));
  const last = shown.at(-1);
  return { budgets, nextCursor: standings.length > PAGE && last ? last.budgetId : null };
}

/** The budget with this key and where it stands; null where there is none. Admins only. */
export async function findBudget(ctx: Ctx, key: BudgetKey, now = new Date()): Promise<StandingBudget | null> {
  requireAdmin(ctx);
  return readBudget(ctx.db, key, now);
}

/** Those of these budgets that there are and where they stand, a hundred at most. Admins only. */
export async function findBudgets(
  ctx: Ctx,
  budgetIds: readonly string[],
  now = new Date(),
): Promise<BudgetListItem[]> {
  requireAdmin(ctx);
  const moment = { at: now, timeZone: getEnv().ORG_TIME_ZONE };
  const which = sql`b.id = any(${sql.param(budgetIds.filter(isId))}::uuid[])`;
  const standings = await readStandings(ctx.db, selectBudgets(which, PAGE, moment), moment);
  const nameOf = await scopeNames(ctx.db, standings);
  return standings.map((standing) => ({ ...toBudget(standing), scopeName: nameOf(standing) }));
}

/** The same without asking who wants to know; for verbs that check that in their own way. */
export async function readBudget(
  conn: Conn,
  key: BudgetKey,
  now = new Date(),
): Promise<StandingBudget | null> {
  const moment = { at: now, timeZone: getEnv().ORG_TIME_ZONE };
  const [standing] = await readStandings(conn, selectBudgets(isKey(key), 1, moment), moment);
  return standing ? toBudget(standing) : null;
}

/** Budgets `b` as `readStandings` takes them. */
function selectBudgets(which: SQL, most: number, moment: Moment): SQL {
  return sql`(
    select b.*, b.id as budget_id, '' as subject_id, true as enforced,
      ${limitAt({ limit: sql`b.limit_amount`, budgetId: sql`b.id`, subjectId: sql`''` }, moment)} as effective_limit,
      ${startAt(sql`b.period`, moment)} as starts_at
    from budgets b where ${which} order by b.id limit ${most})`;
}

function toBudget(standing: BudgetStanding): StandingBudget {
  const { budgetId, scope, scopeId, period, unit, onLimit, limit, downgradeTo, thresholds } = standing;
  return {
    ...{ budgetId, scope, scopeId, period, unit, onLimit, limit, downgradeTo, thresholds },
    standing: isShared(scope) ? standing : null,
  };
}
