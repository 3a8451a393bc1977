import { replacesWords, stopsWords } from "@/components/admin/budgets/question-words";
import type { StandingBudget } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import type { Question } from "../confirm";

/** What to make sure of once `after` stands in the place of `before`; `changed` is the budget that was to be changed. */
export function budgetQuestions(
  before: StandingBudget | null,
  after: StandingBudget | null,
  changed: string | undefined,
): Question[] {
  const questions: Question[] = [];
  if (before && before.budgetId !== changed) {
    questions.push({ key: `replaces:${before.budgetId}:${before.limit}`, sentence: replacesWords(before) });
  }
  return after && before?.limit !== after.limit ? [...questions, ...stopQuestions(after)] : questions;
}

function stopQuestions({ standing, ...budget }: StandingBudget): Question[] {
  const { scope, scopeId, period, unit, limit } = budget;
  const sentence = standing && stopsWords(standing, getEnv().ORG_TIME_ZONE);
  return sentence ? [{ key: ["stops", scope, scopeId, period, unit, limit].join(":"), sentence }] : [];
}
