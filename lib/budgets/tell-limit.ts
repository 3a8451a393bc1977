import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { pipeline } from "@/db/pipeline";
import { recordset } from "@/db/recordset";
import { limitAt } from "./at-moment";
import { AT_THE_LIMIT, fire, markAlone, REACHED } from "./fire";
import { type Moment, periodStart } from "./periods";
import { isShared } from "./recount";
import { sharesInForce } from "./shares-in-force";
import { findStored } from "./stored";
import type { Budget } from "./types";

type Which = { budgetId: string; userId?: string | undefined; isToldAlready?: boolean | undefined };

/**
 * Alerts for the thresholds that a budget has behind it once its limit has changed, of several the highest alone; what a
 * raise puts out of reach may be told again. In the transaction of the change, once the counters are right. Where each
 * member has a share, `userId` says whose: to add up everybody's would keep all from sending, so theirs are told when
 * they are refused or open the composer; of what members set for themselves, the next call tells the highest.
 * `isToldAlready` marks, and tells nobody.
 */
export async function tellLimit(
  tx: Tx,
  { budgetId, userId, isToldAlready = false }: Which,
  moment: Moment,
): Promise<void> {
  const budget = await findStored(tx, sql`b.id = ${budgetId}::uuid`);
  if (!budget) return;
  if (!isShared(budget.scope) && userId === undefined) return;
  const startsAt = periodStart(budget.period, moment.at, moment.timeZone).toISOString();
  const stood = await tx.execute<Stood>(
    isShared(budget.scope) ? readWhole(budget, startsAt, moment) : readShare(budget, userId, moment),
  );
  if (stood.length === 0) return;
  const reached = stood.flatMap((row) => toReached(budget, startsAt, row));
  const isToldLater = !isToldAlready && (await isOwn(tx, budget));
  const marked = isToldLater ? belowHighest(reached) : reached;
  const mark = isToldAlready || isToldLater ? markAlone : fireHighest;
  const marking = marked.length > 0 ? [mark(itemsOf(marked))] : [];
  await pipeline(tx, [forget(budgetId, startsAt, stood), ...marking]);
}

/** What members set for themselves is no alarm that they could ring at will; an admin's limit of a thread is one. */
async function isOwn(tx: Tx, { budgetId, scope }: Budget): Promise<boolean> {
  if (scope !== "thread") return scope === "self";
  const rows = await tx.execute(sql`
    select 1 from budgets b join threads t on t.id = b.scope_id::uuid
    where b.id = ${budgetId}::uuid and b.updated_by = t.user_id`);
  return rows.length > 0;
}

/** What is spent of a budget or a share of it, where anything is, and the limit with its top-ups. */
type Stood = { subject_id: string; spent: string; total: string };

function readWhole({ budgetId, limit }: Budget, startsAt: string, moment: Moment): SQL {
  const total = limitAt(
    { limit: sql`${String(limit)}::bigint`, budgetId: sql`p.budget_id`, subjectId: sql`p.subject_id` },
    moment,
  );
  return sql`
    select p.subject_id, p.spent_amount as spent, ${total} as total from budget_periods p
    where p.budget_id = ${budgetId}::uuid and p.subject_id = '' and p.starts_at = ${startsAt}::timestamptz
      and p.spent_amount > 0`;
}

function readShare(budget: Budget, userId: string | undefined, moment: Moment): SQL {
  const { from, where } = sharesInForce(budget, moment);
  const { budgetId, limit } = budget;
  const total = limitAt(
    {
      limit: sql`${String(limit)}::bigint`,
      budgetId: sql`${budgetId}::uuid`,
      subjectId: sql`u.id::text`,
    },
    moment,
  );
  return sql`
    select u.id::text as subject_id, used.spent, ${total} as total from ${from}
    where ${where} and u.id = ${userId}::uuid and used.spent > 0`;
}

type Reached = { id: string; percent: number; before: bigint; total: bigint; payload: object };

function toReached(budget: Budget, startsAt: string, row: Stood): Reached[] {
  const { budgetId, scope, scopeId, period, unit } = budget;
  const [spent, total, subjectId] = [BigInt(row.spent), BigInt(row.total), row.subject_id];
  const percents = [...new Set([...budget.thresholds, AT_THE_LIMIT])];
  return percents
    .filter((percent) => spent * 100n >= total * BigInt(percent))
    .map((percent) => ({
      ...{ id: newId(), budgetId, subjectId, startsAt, percent, before: spent, total },
      payload: {
        ...{ budgetId, subjectId, scope, scopeId, period, unit, startsAt, percent },
        spent: String(spent),
      },
    }));
}

function fireHighest(reached: SQL): SQL {
  return fire(reached, { highestAlone: true });
}

/** One limit's, whose highest the next call tells. */
function belowHighest(reached: readonly Reached[]): Reached[] {
  const highest = Math.max(...reached.map(({ percent }) => percent));
  return reached.filter(({ percent }) => percent < highest);
}

function itemsOf(reached: readonly Reached[]): SQL {
  return sql`select item.* from ${recordset(reached, `${REACHED}, total bigint`)}`;
}

/** Raised beyond what is spent, a budget reaches its thresholds anew. */
function forget(budgetId: string, startsAt: string, stood: readonly Stood[]): SQL {
  return sql`
    delete from alert_marks m using ${recordset(stood, "subject_id text, spent numeric, total bigint")}
    where m.budget_id = ${budgetId}::uuid and m.subject_id = item.subject_id
      and m.starts_at = ${startsAt}::timestamptz and m.limit_amount < item.total
      and item.spent * 100 < item.total::numeric * m.percent`;
}
