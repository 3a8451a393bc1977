import { replacesWords, stopsWords } from "@/components/admin/budgets/question-words";
import {
  type Budget,
  type BudgetKey,
  type BudgetStanding,
  listBudgets,
  listEffectiveLimits,
} from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import type { Question } from "../confirm";

type Found = Budget & { standing: BudgetStanding | null };

/** The budget with this key; null where there is none. */
export async function findBudget(ctx: Ctx, key: BudgetKey): Promise<Found | null> {
  const { scope, scopeId } = key;
  if (scope === "member" && scopeId) {
    const limits = await listEffectiveLimits(ctx, { userId: scopeId });
    const limit = limits.find((one) => isOf(key, one));
    return limit ? { ...limit, standing: limit } : null;
  }
  let cursor: string | null = null;
  do {
    const page = await listBudgets(ctx, { scope, cursor: cursor ?? undefined });
    const found = page.budgets.find((one) => isOf(key, one));
    if (found) return found;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return null;
}

/** What to make sure of once `after` stands in the place of `before`; `changed` is the budget that was to be changed. */
export function budgetQuestions(
  before: Found | null,
  after: Found | null,
  changed: string | undefined,
): Question[] {
  const questions: Question[] = [];
  if (before && before.budgetId !== changed) {
    questions.push({ key: `replaces:${before.budgetId}:${before.limit}`, sentence: replacesWords(before) });
  }
  return after && before?.limit !== after.limit ? [...questions, ...stopQuestions(after)] : questions;
}

function stopQuestions({ standing, ...budget }: Found): Question[] {
  const { scope, scopeId, period, unit, limit } = budget;
  const sentence = standing && stopsWords(standing, getEnv().ORG_TIME_ZONE);
  return sentence ? [{ key: ["stops", scope, scopeId, period, unit, limit].join(":"), sentence }] : [];
}

function isOf(key: BudgetKey, other: BudgetKey): boolean {
  return (
    other.scope === key.scope &&
    other.scopeId?.toLowerCase() === key.scopeId?.toLowerCase() &&
    other.period === key.period &&
    other.unit === key.unit &&
    other.onLimit === key.onLimit
  );
}
