import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type BudgetKey, removeBudget, setBudget } from "@/lib/budgets";
import { parseUsd } from "@/lib/money";
import type { BudgetChange, BudgetPlan } from "../schedule/types";
import type { People } from "./people";

/** The model that everybody uses, as the price book names it. */
export const MODEL = "gpt-4o-mini";
const MODEL_OPTION = `compatible/${MODEL}`;

export async function setPlannedBudgets(people: People, budgets: BudgetPlan[]): Promise<void> {
  for (const plan of budgets) await changeBudget(people, plan, { to: "limit", limit: plan.limit });
}

/** Does what an admin does, by the same verbs. */
export async function changeBudget(people: People, plan: BudgetPlan, change: BudgetChange): Promise<void> {
  const { owner } = people;
  const key = keyOf(people, plan);
  if (change.to === "removed") await removeBudget(owner, key);
  else {
    const limit = change.to === "limit" ? parse(plan, change.limit) : await halfOfSpent(owner.db, key);
    await setBudget(owner, { ...key, limit });
  }
}

async function halfOfSpent(db: Db, { scope, scopeId, period, unit }: BudgetKey): Promise<bigint> {
  const [row] = await db.execute<{ half: string | null }>(sql`
    select (max(p.spent_amount) / 2)::bigint as half from budgets b join budget_periods p on p.budget_id = b.id
    where b.scope = ${scope} and b.scope_id is not distinct from ${scopeId} and b.period = ${period} and b.unit = ${unit}`);
  return BigInt(row?.half ?? 0);
}

function parse({ unit }: BudgetPlan, limit: string): bigint {
  return unit === "usd" ? parseUsd(limit) : BigInt(limit);
}

function keyOf(people: People, { scope, of, period, unit }: BudgetPlan): BudgetKey {
  return { scope, scopeId: scopeIdOf(people, scope, of ?? -1), period, unit, onLimit: "block" };
}

function scopeIdOf(people: People, scope: BudgetPlan["scope"], of: number): string | null {
  switch (scope) {
    case "org":
      return null;
    case "plan":
      return people.planId;
    case "model":
      return MODEL_OPTION;
    case "department":
    case "department_member":
      return known(people.departmentIds[of]);
    case "member":
      return known(people.members[of]?.userId);
    case "api_key":
      return known(people.members[of]?.apiKey?.id);
  }
}

function known(id: string | undefined): string {
  if (id === undefined) throw new RangeError("The schedule names somebody who does not exist.");
  return id;
}
