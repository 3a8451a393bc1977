import { createHash } from "node:crypto";
import type { z } from "zod";
import { lostWords, severalStopWords } from "@/components/admin/budgets/question-words";
import {
  type BudgetListItem,
  type BudgetsOutcome,
  changeLimits,
  countStopped,
  findBudgets,
  type LimitChange,
  type LostWithBudgets,
  removeBudgets,
} from "@/lib/budgets";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { askFirst, type Question } from "../confirm";
import { type limitsInput, readAmount, type removalInput } from "./inputs";

/** Changes the limits of several budgets as it was typed; asks first where that stops somebody at once. */
export async function applyLimits(ctx: Ctx, input: z.output<typeof limitsInput>): Promise<BudgetsOutcome> {
  const change = readChange(input);
  return ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    const outcome = await changeLimits(inside, { budgetIds: input.ids, change });
    askFirst(await stopQuestions(inside, outcome), input.confirmed);
    return outcome;
  });
}

/** Removes several budgets; asks first where something goes with them that does not come back. */
export async function applyRemoval(
  ctx: Ctx,
  { ids, confirmed }: z.output<typeof removalInput>,
): Promise<BudgetsOutcome> {
  return ctx.db.transaction(async (tx) => {
    const { lost, ...outcome } = await removeBudgets({ ...ctx, db: tx }, { budgetIds: ids });
    askFirst(lossQuestions(lost, outcome.done.length), confirmed);
    return outcome;
  });
}

function lossQuestions({ topUpIds, requestIds }: LostWithBudgets, budgets: number): Question[] {
  const [topUps, requests] = [topUpIds.length, requestIds.length];
  if (topUps + requests === 0) return [];
  const key = `loses:${digest([...topUpIds, ...requestIds].join(" "))}`;
  return [{ key, sentence: lostWords({ budgets, topUps, requests }) }];
}

const PERCENT = /^(\d{1,4})(?:[.,](\d{1,2}))?\s*%?$/;
const RAISED_MOST = 100_000n;
const LOWERED_MOST = 10_000n;

function readChange({ how, amount, unit }: z.output<typeof limitsInput>): LimitChange {
  if (how === "set") return { unit, amount: readAmount(amount, unit) };
  const [, whole, part = ""] = PERCENT.exec(amount) ?? [];
  const basisPoints = whole === undefined ? 0n : BigInt(whole + part.padEnd(2, "0"));
  if (basisPoints > 0n && basisPoints <= (how === "raise" ? RAISED_MOST : LOWERED_MOST)) {
    return { basisPoints: how === "raise" ? basisPoints : -basisPoints };
  }
  const most = how === "raise" ? "1,000" : "100";
  throw new AppError("invalid", `Enter a percentage above 0 and up to ${most}, such as 10 or 2.5.`, {
    details: { field: "amount" },
  });
}

async function stopQuestions(ctx: Ctx, { done, changes }: BudgetsOutcome): Promise<Question[]> {
  const wasBefore = new Map(changes.map(({ before }) => [before.budgetId, before]));
  const stopping: BudgetListItem[] = [];
  for (const after of await findBudgets(ctx, done)) {
    const before = wasBefore.get(after.budgetId) ?? null;
    if ((await countStopped(ctx, { before, after })) > 0) stopping.push(after);
  }
  if (stopping.length === 0) return [];
  const key = `stops:${digest(stopping.map(({ budgetId, limit }) => `${budgetId}:${limit}`).join(" "))}`;
  return [{ key, sentence: severalStopWords(stopping) }];
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
