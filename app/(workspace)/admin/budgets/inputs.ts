import { z } from "zod";
import {
  type Amount,
  BUDGET_PERIODS,
  BUDGET_SCOPES,
  BUDGET_UNITS,
  type BudgetUnit,
  ON_LIMIT,
} from "@/lib/budgets";
import { bulkIds } from "@/lib/bulk";
import { AppError } from "@/lib/errors";
import { parseUsd } from "@/lib/money";
import { isDay } from "@/lib/reports";
import { confirmed } from "../confirm";

/** What the forms about budgets send, as text. */
const text = z.string().trim();
/** A member's own limit is theirs to set and to remove. */
const scope = z.enum(BUDGET_SCOPES).exclude(["self"]);
const unit = z.enum(BUDGET_UNITS);

const key = z.object({
  scope,
  period: z.enum(BUDGET_PERIODS),
  unit,
  onLimit: z.enum(ON_LIMIT),
});

/** "50, 80 and 95 %" → [50, 80, 95]; nothing typed is no threshold. */
const thresholds = text.transform((typed, context) => {
  const numbers = typed.match(/\d+(\.\d+)?/g)?.map(Number) ?? [];
  if (
    /^[\d\s.,;%]*$/.test(typed) &&
    numbers.every((one) => Number.isInteger(one) && one >= 1 && one <= 100)
  ) {
    return [...new Set(numbers)].toSorted((a, b) => a - b);
  }
  context.addIssue("Enter whole percentages from 1 to 100, such as 50, 80, 95.");
  return z.NEVER;
});

export const budgetInput = key.extend({
  ...confirmed.shape,
  /** The budget that is changed; left out for a new one. */
  budgetId: z.uuid().optional(),
  /** An id, `provider/model`, an email or the beginning of a key, as the scope has it. */
  whom: text.default(""),
  amount: text,
  downgradeTo: text.optional(),
  thresholds,
});

const budgetCopy = key.extend({
  scope: z.enum(BUDGET_SCOPES).refine((one) => one !== "self", "A member’s own limit is theirs to set."),
  budgetId: z.uuid(),
  scopeId: z.string().nullable(),
  limit: z.bigint(),
  downgradeTo: z.string().nullable(),
  thresholds: z.array(z.number()),
});

/** What became of a budget, for it to be taken back. */
export const budgetChange = z.object({ before: budgetCopy, after: budgetCopy.nullable() });

/** Which budgets are to be removed. */
export const removalInput = z.object({ ...confirmed.shape, ids: bulkIds });

/** What is to be done to the limits of several budgets. */
export const limitsInput = z.object({
  ...confirmed.shape,
  ids: bulkIds,
  how: z.enum(["raise", "lower", "set"]),
  /** A percentage, or with `set` an amount in `unit`. */
  amount: text,
  unit,
});

export const topUpInput = z.object({
  budgetId: z.uuid(),
  amount: text,
  lastDay: z.string().refine(isDay, "Choose the last day on which it holds."),
  email: text.default(""),
  reason: text.min(1, "Say what it is for.").max(200, "Say it in at most 200 characters."),
});

/** An amount as it is typed: "$5.00" in dollars, "2,000,000" in tokens and messages. Throws `invalid` at the field. */
export function readAmount(typed: string, unitOfIt: BudgetUnit, field = "amount"): Amount {
  const refuse = (sentence: string) => new AppError("invalid", sentence, { details: { field } });
  if (unitOfIt !== "usd") {
    const digits = typed.replaceAll(/[\s,_]/g, "");
    if (/^\d{1,15}$/.test(digits)) return BigInt(digits);
    throw refuse("Enter a whole number, such as 1000.");
  }
  try {
    return parseUsd(typed.replace(/^\$\s*/, ""));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refuse("Enter dollars with a point, such as 5 or 0.25.");
  }
}
