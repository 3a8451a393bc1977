import { z } from "zod";
import {
  type BudgetKey,
  type BudgetPeriod,
  findBudget,
  removeBudget,
  setBudget,
  setEveryonesBudget,
} from "@/lib/budgets";
import { AppError } from "@/lib/errors";
import { type PicoUsd, parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { budgetQuestions } from "../budgets/questions";
import { askFirst, confirmed, type Question } from "../confirm";

/** A typed amount; null for an empty field. */
export const amountField = z
  .string("Enter an amount.")
  .trim()
  .transform((text, context): PicoUsd | null => {
    const amount = text.replace(/^\$\s*/, "");
    if (amount === "") return null;
    try {
      return parseUsd(amount);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.addIssue("Enter dollars with a point, such as 5 or 0.25, or leave the field empty.");
      return z.NEVER;
    }
  });

export const orgLimits = z.object({ month: amountField, day: amountField });
export const confirmedOrgLimits = orgLimits.extend(confirmed.shape);
export const memberLimits = confirmedOrgLimits.extend({ userId: z.uuid("Choose a member.") });
export const everyonesLimits = orgLimits.extend({ replace: z.literal("on").optional() });

type Limits = z.output<typeof orgLimits>;
type Confirmed<T> = T & { confirmed?: string | undefined };
type Target = Pick<BudgetKey, "scope" | "scopeId">;

const PERIODS = ["month", "day"] as const satisfies BudgetPeriod[];

/** Sets both limits in dollars together; an empty one is removed. Asks first where one stops somebody at once. */
export async function applyLimits(ctx: Ctx, target: Target, limits: Confirmed<Limits>): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const questions: Question[] = [];
    for (const period of PERIODS) {
      questions.push(...(await applyLimit({ ...ctx, db: tx }, { ...target, period }, limits[period])));
    }
    askFirst(questions, limits.confirmed);
  });
}

async function applyLimit(
  ctx: Ctx,
  which: Target & { period: BudgetPeriod },
  limit: PicoUsd | null,
): Promise<Question[]> {
  const key = { ...which, unit: "usd", onLimit: "block" } as const;
  if (limit === null) {
    await removeBudget(ctx, key);
    return [];
  }
  const before = await findBudget(ctx, key);
  await setBudget(ctx, { ...key, limit });
  const after = await findBudget(ctx, key);
  return budgetQuestions(ctx, { before, after, changed: before?.budgetId });
}

/**
 * Gives every active member the limits that are not empty, and answers how many members it changed. Limits of a
 * member's own stay unless `replace` is on. One member at a time: a change of a budget holds up all admissions.
 */
export async function applyLimitsToEveryone(
  ctx: Ctx,
  input: z.output<typeof everyonesLimits>,
): Promise<number> {
  if (input.month === null && input.day === null) {
    throw new AppError("invalid", "Enter at least one amount.", { details: { field: "month" } });
  }
  const changed = new Set<string>();
  for (const period of PERIODS) {
    const limit = input[period];
    if (limit === null) continue;
    const replace = input.replace === "on";
    for (const userId of await setEveryonesBudget(ctx, { period, limit, replace })) changed.add(userId);
  }
  return changed.size;
}
