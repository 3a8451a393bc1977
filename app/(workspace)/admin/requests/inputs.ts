import { z } from "zod";
import { endOf } from "@/app/(workspace)/usage/request-input";
import { approveRequest, getUnit } from "@/lib/budgets";
import { AppError, isAppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { isDay } from "@/lib/reports";
import { readAmount } from "../budgets/inputs";

const answer = z.string().max(500, "Say it in at most 500 characters.").default("");

export const grantInput = z.object({
  requestId: z.uuid(),
  amount: z.string().trim(),
  /** The last day on which it holds; empty for good. */
  lastDay: z
    .string()
    .refine((day) => day === "" || isDay(day), "Choose a day, or leave it empty.")
    .default(""),
  answer,
});

export const declineInput = z.object({ requestId: z.uuid(), answer });

/** Approves a request as it was typed. */
export async function applyGrant(ctx: Ctx, input: z.output<typeof grantInput>): Promise<void> {
  const { requestId, lastDay } = input;
  const amount = readAmount(input.amount, await getUnit(ctx, { requestId }));
  try {
    await approveRequest(ctx, { requestId, amount, until: endOf(lastDay), answer: input.answer });
  } catch (error) {
    if (!isAppError(error) || error.code !== "invalid" || error.details.field) throw error;
    // What the top-up refuses is its end, and what a higher budget refuses its amount.
    throw atField(error, lastDay ? "lastDay" : "amount");
  }
}

function atField(cause: AppError, field: string): AppError {
  return new AppError("invalid", cause.message, { cause, details: { field } });
}
