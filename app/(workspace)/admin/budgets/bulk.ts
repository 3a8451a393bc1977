import { createHash } from "node:crypto";
import type { z } from "zod";
import { severalStopWords, stopsWords } from "@/components/admin/budgets/question-words";
import { type BudgetsOutcome, changeLimits, findBudgets, type LimitChange } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { askFirst, type Question } from "../confirm";
import { type limitsInput, readAmount } from "./inputs";

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

async function stopQuestions(ctx: Ctx, { done }: BudgetsOutcome): Promise<Question[]> {
  const stopping = (await findBudgets(ctx, done)).filter(
    ({ standing }) => standing && stopsWords(standing, getEnv().ORG_TIME_ZONE),
  );
  if (stopping.length === 0) return [];
  const which = stopping.map(({ budgetId, limit }) => `${budgetId}:${limit}`).join(" ");
  const key = `stops:${createHash("sha256").update(which).digest("hex")}`;
  return [{ key, sentence: severalStopWords(stopping) }];
}
