import { z } from "zod";
import { setThreadLimit } from "@/lib/budgets";
import { AppError, isAppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { amountField } from "../admin/costs/limits";

export const threadLimitInput = z.object({
  threadId: z.uuid("This thread does not exist or was deleted."),
  limit: amountField,
});

/** Sets a thread's limit, or takes it away where the field is empty. What is refused is told at the field. */
export async function applyThreadLimit(ctx: Ctx, input: z.output<typeof threadLimitInput>): Promise<void> {
  await setThreadLimit(ctx, input).catch((error: unknown) => {
    if (!isAppError(error) || error.code !== "invalid") throw error;
    throw new AppError(error.code, error.message, { cause: error, details: { field: "limit" } });
  });
}
