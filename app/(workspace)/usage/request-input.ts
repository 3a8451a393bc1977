import { z } from "zod";
import { askForBudget, listStandings } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { isDay, readDay } from "@/lib/reports";
import { readAmount } from "../admin/budgets/inputs";

export const requestInput = z.object({
  budgetId: z.uuid("Choose a budget."),
  amount: z.string().trim().min(1, "Enter how much more you need."),
  /** The last day on which it is needed; empty for good. */
  lastDay: z
    .string()
    .refine((day) => day === "" || isDay(day), "Choose a day, or leave it empty.")
    .default(""),
  reason: z.string().trim().min(1, "Say what you need it for."),
});

/** Asks for more of a budget as it was typed. */
export async function applyRequest(ctx: Ctx, input: z.output<typeof requestInput>): Promise<void> {
  const { budgetId, reason, lastDay } = input;
  const standing = (await listStandings(ctx)).find((one) => one.budgetId === budgetId);
  if (!standing) throw new AppError("not_found", "This budget does not hold for you any more.");
  const amount = readAmount(input.amount, standing.unit);
  await askForBudget(ctx, { budgetId, amount, neededUntil: endOf(lastDay), reason });
}

/** The end of a day in the organisation's zone; null for no day. */
export function endOf(day: string): Date | null {
  if (!day) return null;
  const next = readDay(day).add({ days: 1 });
  return new Date(next.toZonedDateTime(getEnv().ORG_TIME_ZONE).epochMilliseconds);
}
