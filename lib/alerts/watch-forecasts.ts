import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { type BudgetStanding, listStandings, monthOf, periodStart } from "@/lib/budgets";
import { log } from "@/lib/log";
import type { Actor } from "@/lib/org/types";
import { type ForecastDay, forecastOrg, getMemberForecast } from "@/lib/reports";
import { type NewAlert, writeAlerts } from "./write-alerts";

export type Clock = { now: Date; timeZone: string };

const AT_ONCE = 200;
const NO_ID = "00000000-0000-0000-0000-000000000000";
/** Budgets that are a member's own, or their share of one. */
const OWN_SCOPES = new Set(["member", "self", "plan", "department_member"]);

/**
 * Alerts where a running month is expected to cost more than its budget: each member's own, and those that many share.
 * Once for each budget, month and limit; nothing where the budget is used up already, which is an alert by itself.
 */
export async function watchForecasts(conn: Conn, clock: Clock): Promise<void> {
  let after = NO_ID;
  for (;;) {
    const members = await listSpenders(conn, after, clock);
    for (const { id: userId, role } of members)
      await logFault({ userId }, () => watchMember(conn, { userId, role, departmentId: null }, clock));
    const last = members.at(-1);
    if (!last || members.length < AT_ONCE) break;
    after = last.id;
  }
  await watchShared(conn, clock);
}

/** A fault with one keeps nobody else's from being told; the next day tries again. */
async function logFault(about: { userId: string } | { budgetId: string }, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    log.error({ err: error, ...about }, "a forecast could not be compared with its budget");
  }
}

type Spender = { id: string; role: Actor["role"] };

/** Who spent something this month and can spend more. */
async function listSpenders(conn: Conn, after: string, { now, timeZone }: Clock): Promise<Spender[]> {
  return conn.execute<Spender>(sql`
    select u.id, u.role from users u
    where u.id > ${after}::uuid and u.disabled_at is null and exists (
      select from usage_days d where d.user_id = u.id and d.day >= ${monthOf(now, timeZone)}::date)
    order by u.id limit ${AT_ONCE}`);
}

async function watchMember(conn: Conn, actor: Actor, clock: Clock): Promise<void> {
  const ctx = { db: conn, actor };
  const standings = await listStandings(ctx, clock.now);
  const own = standings.filter((standing) => OWN_SCOPES.has(standing.scope) && isWatched(standing));
  if (own.length === 0) return;
  const days = await getMemberForecast(ctx, clock);
  const limits = own.map(({ budgetId, effectiveLimit, spent }) => ({
    budgetId,
    limit: effectiveLimit,
    spent,
  }));
  await writeAlerts(conn, days ? alertsFor(days, limits, actor.userId) : []);
}

/** Budgets that many share: the organisation's, of departments, of models and of assistants. */
async function watchShared(conn: Conn, clock: Clock): Promise<void> {
  let after = NO_ID;
  for (;;) {
    const budgets = await listShared(conn, after, clock);
    for (const budget of budgets) {
      await logFault({ budgetId: budget.budgetId }, async () => {
        const days = await forecastOrg(conn, { ...clock, filters: filtersOf(budget) });
        await writeAlerts(conn, days ? alertsFor(days, [budget], null) : []);
      });
    }
    const last = budgets.at(-1);
    if (!last || budgets.length < AT_ONCE) break;
    after = last.budgetId;
  }
}

function filtersOf({ scope, scopeId }: Shared) {
  return scope === "org" ? {} : { [scope]: [scopeId] };
}

function isWatched({ unit, period }: BudgetStanding): boolean {
  return unit === "usd" && period === "month";
}

type Limited = { budgetId: string; limit: bigint; spent: bigint };
type Shared = Limited & { scope: "org" | "department" | "model" | "assistant"; scopeId: string };

type SharedRow = Pick<Shared, "scope"> & {
  id: string;
  scope_id: string | null;
  limit: string;
  spent: string;
};

async function listShared(conn: Conn, after: string, { now, timeZone }: Clock): Promise<Shared[]> {
  const startsAt = periodStart("month", now, timeZone).toISOString();
  const rows = await conn.execute<SharedRow>(sql`
    select b.id, b.scope, b.scope_id, least(b.limit_amount + coalesce((
      select sum(t.amount) from budget_top_ups t where t.budget_id = b.id and t.subject_id = ''
        and t.starts_at <= ${now.toISOString()}::timestamptz and t.ends_at > ${now.toISOString()}::timestamptz), 0),
      4000000000000000000) as "limit",
      coalesce(p.spent_amount, 0) as spent
    from budgets b left join budget_periods p on p.budget_id = b.id and p.subject_id = ''
      and p.starts_at = ${startsAt}::timestamptz
    where b.id > ${after}::uuid and b.scope in ('org', 'department', 'model', 'assistant')
      and b.period = 'month' and b.unit = 'usd'
    order by b.id limit ${AT_ONCE}`);
  return rows.map(({ id, scope, scope_id: scopeId, limit, spent }) => ({
    ...{ budgetId: id, scope, scopeId: scopeId ?? "" },
    ...{ limit: BigInt(limit), spent: BigInt(spent) },
  }));
}

/** A month that is over its budget already by the end of today has its alert for that. */
function alertsFor(
  days: readonly ForecastDay[],
  budgets: readonly (Limited & Partial<Shared>)[],
  userId: string | null,
): NewAlert[] {
  const last = days.at(-1);
  if (!last) return [];
  return budgets.flatMap(({ budgetId, limit, spent, scope, scopeId }) => {
    if (limit <= 0n || spent >= limit) return [];
    const crossing = days.find(({ expectedPicoUsd }) => expectedPicoUsd > limit);
    if (!crossing) return [];
    const month = last.day.slice(0, 7);
    return [
      {
        kind: "forecast" as const,
        key: [budgetId, userId ?? "", month, limit].join("/"),
        payload: {
          ...{ budgetId, userId, month, limit: String(limit), crossesOn: crossing.day },
          ...(scope && scopeId ? { scope, scopeId } : {}),
          expectedPicoUsd: String(last.expectedPicoUsd),
          ...{ lowPicoUsd: String(last.lowPicoUsd), highPicoUsd: String(last.highPicoUsd) },
        },
      },
    ];
  });
}
