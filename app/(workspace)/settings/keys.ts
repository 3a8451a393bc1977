import type { z } from "zod";
import type { KeyRow } from "@/components/settings/keys/types";
import { listKeyLimits, setKeyLimit } from "@/lib/budgets";
import { AppError, isAppError } from "@/lib/errors";
import { listApiKeys } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import type { orgLimits } from "../admin/costs/limits";

/** The caller's keys with what each may spend. */
export async function listKeys(ctx: Ctx): Promise<KeyRow[]> {
  const [keys, limits] = await Promise.all([listApiKeys(ctx), listKeyLimits(ctx)]);
  const limitOf = (apiKeyId: string, period: "month" | "day") =>
    limits.find((one) => one.apiKeyId === apiKeyId && one.period === period)?.limit ?? null;
  return keys.map((key) => ({
    ...key,
    month: limitOf(key.apiKeyId, "month"),
    day: limitOf(key.apiKeyId, "day"),
  }));
}

type KeyLimits = z.output<typeof orgLimits> & { apiKeyId: string };

/** Sets both limits of a key together; an empty one is taken away. What is refused is told at its field. */
export async function applyKeyLimits(ctx: Ctx, { apiKeyId, ...limits }: KeyLimits): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    for (const period of ["month", "day"] as const) {
      const input = { apiKeyId, period, limit: limits[period] };
      await setKeyLimit({ ...ctx, db: tx }, input).catch((error: unknown) => {
        if (!isAppError(error) || error.code !== "invalid") throw error;
        throw new AppError(error.code, error.message, { cause: error, details: { field: period } });
      });
    }
  });
}
