import type { z } from "zod";
import { setOwnLimit } from "@/lib/budgets";
import { AppError, isAppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { orgLimits } from "../admin/costs/limits";

/** Sets a member's own limits together; an empty one is taken away. What is refused is told at its field. */
export async function applyOwnLimits(ctx: Ctx, limits: z.output<typeof orgLimits>): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    for (const period of ["month", "day"] as const) {
      await setOwnLimit({ ...ctx, db: tx }, { period, limit: limits[period] }).catch((error: unknown) => {
        if (!isAppError(error)) throw error;
        throw new AppError(error.code, error.message, { cause: error, details: { field: period } });
      });
    }
  });
}
