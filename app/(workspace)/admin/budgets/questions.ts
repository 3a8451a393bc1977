import { replacesWords, sharesStopWords, stopsWords } from "@/components/admin/budgets/question-words";
import { countStopped, periodEnd, type StandingBudget } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import type { Question } from "../confirm";

type Change = {
  before: StandingBudget | null;
  after: StandingBudget | null;
  /** The budget that was to be changed. */
  changed: string | undefined;
};

/** What to make sure of once `after` stands in the place of `before`. */
export async function budgetQuestions(ctx: Ctx, { before, after, changed }: Change): Promise<Question[]> {
  const questions: Question[] = [];
  if (before && before.budgetId !== changed) {
    questions.push({ key: `replaces:${before.budgetId}:${before.limit}`, sentence: replacesWords(before) });
  }
  const stopped = after ? await countStopped(ctx, { before, after }) : 0;
  return after && stopped > 0 ? [...questions, stopQuestion(after, stopped)] : questions;
}

function stopQuestion({ standing, ...budget }: StandingBudget, stopped: number): Question {
  const { scope, scopeId, period, unit, limit } = budget;
  const zone = getEnv().ORG_TIME_ZONE;
  const key = ["stops", scope, scopeId, period, unit, limit].join(":");
  if (standing) return { key, sentence: stopsWords(standing, zone) };
  const resetsAt = periodEnd(period, new Date(), zone);
  return { key, sentence: sharesStopWords({ ...budget, stopped, resetsAt }, zone) };
}
