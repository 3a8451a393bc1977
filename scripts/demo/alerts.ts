import { eq, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { alertMarks, outbox } from "@/db/schema";
import type { BudgetScope } from "@/lib/budgets/types";
import type { Ctx } from "@/lib/org/types";

type Reached = {
  budgetId: string;
  subjectId: string;
  scope: BudgetScope;
  scopeId: string | null;
  startsAt: string;
  limit: string;
  percent: number;
  spent: string;
  day: string;
};

/**
 * The alerts that the month's budgets would have caused, each on the day by whose end its threshold was reached; what
 * comes next alerts by itself.
 */
export async function writeDemoAlerts({ db }: Ctx): Promise<void> {
  // Setting the budgets told today what is told here by the days on which it happened.
  await db.delete(outbox).where(eq(outbox.kind, "threshold"));
  await db.delete(alertMarks);
  for (const { day, limit, percent, budgetId, subjectId, startsAt, ...rest } of await readReached(db)) {
    const key = [budgetId, subjectId, startsAt, percent, limit].join("/");
    const about = { budgetId, subjectId, startsAt, percent, limit, period: "month", unit: "usd", ...rest };
    const createdAt = new Date(Math.min(Date.parse(`${day}T17:00:00Z`), Date.now()));
    await db.insert(outbox).values({ id: newId(), kind: "threshold", key, payload: about, createdAt });
    const mark = { budgetId, subjectId, startsAt: new Date(startsAt), percent, limit: BigInt(limit) };
    await db.insert(alertMarks).values(mark);
  }
}

async function readReached(db: Ctx["db"]): Promise<Reached[]> {
  return db.execute<Reached>(sql`
    with days as (
      select p.budget_id, p.subject_id, p.starts_at, b.scope, b.scope_id, b.limit_amount, b.thresholds, d.day,
        sum(sum(d.cost_pico_usd)) over (partition by p.budget_id, p.subject_id order by d.day) as spent
      from budget_periods p join budgets b on b.id = p.budget_id and b.period = 'month' and b.unit = 'usd'
      join usage_days d on d.day >= date_trunc('month', p.starts_at + interval '15 hours')::date
        and (b.scope = 'org' or b.scope_id in (d.department_id::text, d.user_id::text))
      where p.starts_at = (select max(starts_at) from budget_periods)
      group by 1, 2, 3, 4, 5, 6, 7, 8),
    reached as (
      select distinct on (budget_id, subject_id, percent) *
      from days cross join lateral unnest(thresholds || 100) as percent
      where spent * 100 >= limit_amount::numeric * percent order by budget_id, subject_id, percent, day)
    select budget_id as "budgetId", subject_id as "subjectId", scope, scope_id as "scopeId",
      to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startsAt",
      limit_amount::text as "limit", percent, spent::text as spent, day::text as day
    from reached order by day, budget_id, percent`);
}
