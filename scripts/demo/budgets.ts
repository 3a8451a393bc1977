import { sql } from "drizzle-orm";
import { listBudgets, setBudget } from "@/lib/budgets";
import { PICO_PER_USD, type PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";

type Spent = {
  scope: "org" | "department" | "member";
  id: string | null;
  thisMonth: PicoUsd;
  usual: PicoUsd;
};

const CENT = PICO_PER_USD / 100n;

/**
 * Budgets of which some are nearly used up and one has less than a cent left: the organisation's, the departments', and those of the members
 * who spent most this month. What was set before is counted anew.
 */
export async function writeDemoBudgets(ctx: Ctx): Promise<void> {
  const { budgets } = await listBudgets(ctx);
  for (const budget of budgets) await setBudget(ctx, budget);
  const spent = await readSpent(ctx);
  for (const { scope, id, usual } of spent.filter(({ scope }) => scope !== "member")) {
    const percent = scope === "org" ? 125n : 115n;
    await setMonth(ctx, { scope, id, limit: upTo(PICO_PER_USD, (usual * percent) / 100n) });
  }
  const members = spent.filter(({ scope }) => scope === "member");
  const shares = [100n, 104n, 118n, 140n, 200n];
  for (const [n, { id, thisMonth }] of members.entries()) {
    const share = shares[n];
    if (share && thisMonth > 0n)
      await setMonth(ctx, { scope: "member", id, limit: upTo(CENT, (thisMonth * share) / 100n) });
  }
}

type MonthLimit = { scope: Spent["scope"]; id: string | null; limit: PicoUsd };

async function setMonth(ctx: Ctx, { scope, id, limit }: MonthLimit): Promise<void> {
  await setBudget(ctx, { scope, scopeId: id, period: "month", unit: "usd", onLimit: "block", limit });
}

/** This month, and the dearest of the months; members from the one who spent most. */
async function readSpent(ctx: Ctx): Promise<Spent[]> {
  const rows = await ctx.db.execute<{
    scope: Spent["scope"];
    id: string | null;
    now: string;
    most: string;
  }>(sql`
    with months as (
      select g.scope, g.id, date_trunc('month', day) as month, sum(cost_pico_usd) as cost
      from usage_days cross join lateral (
        values ('org', null), ('department', department_id::text), ('member', user_id::text)) as g(scope, id)
      where g.scope = 'org' or g.id is not null group by 1, 2, 3)
    select scope, id, coalesce(sum(cost) filter (where month = (select max(month) from months)), 0) as now, max(cost) as most
    from months group by 1, 2 order by 3 desc, 2`);
  return rows.map(({ scope, id, now, most }) => ({ scope, id, thisMonth: BigInt(now), usual: BigInt(most) }));
}

function upTo(step: PicoUsd, amount: PicoUsd): PicoUsd {
  return ((amount + step - 1n) / step) * step;
}
