import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { getEnv } from "@/lib/env";
import { applyingTo } from "./applying";
import { type CountedBudget, type CountedColumns, countSpent, toCounted } from "./count";
import { remainingOf } from "./fit";
import { type Moment, periodEnd } from "./periods";
import { isShared } from "./recount";
import type { BudgetStanding, Caller, OnLimit, Place } from "./types";

/** A standing, and whether a more specific budget stands in for it. */
export type Standing = BudgetStanding & { enforced: boolean };

/** Where every budget stands that a member's calls in a place count in, whichever the model. */
export function standingsFor(
  conn: Conn,
  userId: string,
  { now = new Date(), threadId = null, assistantId = null }: Partial<Place> & { now?: Date } = {},
): Promise<Standing[]> {
  const caller: Caller = { userId, threadId, apiKeyId: null, assistantId, model: "" };
  const moment = { at: now, timeZone: getEnv().ORG_TIME_ZONE };
  return readStandings(conn, applyingTo([caller], moment), moment);
}

type Raw = CountedColumns & {
  on_limit: OnLimit;
  downgrade_to: string | null;
  thresholds: number[];
  limit_amount: string;
  effective_limit: string;
  starts_at: string;
  enforced: boolean;
  spent_amount: string | null;
  reserved_amount: string | null;
};

/** `applying` has the columns of `applyingTo`. A share that nobody opened in this period is counted from the ledger. */
export async function readStandings(conn: Conn, applying: SQL, moment: Moment): Promise<Standing[]> {
  const rows = await conn.execute<Raw>(sql`
    select a.*, p.spent_amount, p.reserved_amount from ${applying} a
    left join budget_periods p on p.budget_id = a.budget_id and p.subject_id = a.subject_id and p.starts_at = a.starts_at
    order by a.budget_id, a.subject_id`);
  return Promise.all(rows.map((row) => toStanding(conn, row, moment)));
}

async function toStanding(conn: Conn, row: Raw, moment: Moment): Promise<Standing> {
  const budget = toCounted(row);
  const spent = row.spent_amount === null ? await countOf(conn, budget, moment) : BigInt(row.spent_amount);
  const reserved = BigInt(row.reserved_amount ?? 0);
  const effectiveLimit = BigInt(row.effective_limit);
  const remaining = remainingOf({ limit: effectiveLimit, spent, reserved });
  return {
    ...budget,
    onLimit: row.on_limit,
    downgradeTo: row.downgrade_to,
    thresholds: row.thresholds,
    limit: BigInt(row.limit_amount),
    effectiveLimit,
    spent,
    reserved,
    remaining: remaining > 0n ? remaining : 0n,
    startsAt: new Date(row.starts_at),
    resetsAt: periodEnd(row.period, moment.at, moment.timeZone),
    enforced: row.enforced,
  };
}

/** A budget that each member has a share of has no count of its own. */
async function countOf(conn: Conn, budget: CountedBudget, moment: Moment): Promise<bigint> {
  if (budget.subjectId === "" && !isShared(budget.scope)) return 0n;
  return (await countSpent(conn, budget, moment)).spent;
}
