import { z } from "zod";
import {
  type BudgetKey,
  type BudgetPeriod,
  removeBudget,
  setBudget,
  setEveryonesBudget,
} from "@/lib/budgets";
import { AppError } from "@/lib/errors";
import { type PicoUsd, parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";

/** A typed amount; null for an empty field. */
const amountField = z
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
export const memberLimits = orgLimits.extend({ userId: z.uuid("Choose a member.") });
export const everyonesLimits = orgLimits.extend({ replace: z.literal("on").optional() });

type Limits = z.output<typeof orgLimits>;
type Target = Pick<BudgetKey, "scope" | "scopeId">;

const PERIODS = ["month", "day"] as const satisfies BudgetPeriod[];

/** Sets both limits in dollars together; an empty one is removed. */
export async function applyLimits(ctx: Ctx, target: Target, limits: Limits): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    for (const period of PERIODS) {
      const limit = limits[period];
      const key = { ...target, period, unit: "usd", onLimit: "block" } as const;
      await (limit === null
        ? removeBudget({ ...ctx, db: tx }, key)
        : setBudget({ ...ctx, db: tx }, { ...key, limit }));
    }
  });
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
