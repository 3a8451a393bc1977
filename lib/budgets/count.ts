import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { type Moment, periodEnd, periodStart } from "./periods";
import type { BudgetPeriod } from "./types";

export type CountedBudget = { id: string; scopeId: string | null; period: BudgetPeriod };

/** What the ledger says of a budget's period that holds `at`: the sum of its entries, and its pending holds. */
export async function countPeriod(
  tx: Conn,
  budget: CountedBudget,
  { at, timeZone }: Moment,
): Promise<{ spentPicoUsd: bigint; reservedPicoUsd: bigint }> {
  const startsAt = periodStart(budget.period, at, timeZone).toISOString();
  const endsAt = periodEnd(budget.period, at, timeZone).toISOString();
  const [sums] = await tx.execute<{ spent: string; reserved: string }>(sql`
    select
      (select coalesce(sum(cost_pico_usd), 0) from entries
        where occurred_at >= ${startsAt} and occurred_at < ${endsAt}
          and (${budget.scopeId}::uuid is null or user_id = ${budget.scopeId}::uuid)) as spent,
      (select coalesce(sum(r.amount_pico_usd), 0) from reservation_budgets b join reservations r on r.id = b.reservation_id
        where b.budget_id = ${budget.id} and b.starts_at = ${startsAt} and r.state = 'pending') as reserved`);
  return { spentPicoUsd: BigInt(sums?.spent ?? 0), reservedPicoUsd: BigInt(sums?.reserved ?? 0) };
}
