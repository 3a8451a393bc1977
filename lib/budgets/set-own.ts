import { AppError } from "@/lib/errors";
import { formatExactUsd, type PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { deleteBudget, writeBudget } from "./set";
import { standingsFor } from "./standings";
import type { BudgetPeriod } from "./types";

/**
 * A member's own limit for a period, in pico-USD, null to take it away. It can only be lower than what the
 * organisation allows them now; should that be lowered later, the lower one holds. Throws `invalid`.
 */
export async function setOwnLimit(
  ctx: Ctx,
  { period, limit }: { period: BudgetPeriod; limit: PicoUsd | null },
): Promise<void> {
  const { userId } = ctx.actor;
  const key = { scope: "self", scopeId: userId, period, unit: "usd", onLimit: "block" } as const;
  if (limit === null) return deleteBudget(ctx, key);
  const given = (await standingsFor(ctx.db, userId)).find(
    (row) =>
      isGiven(row.scope) &&
      row.period === period &&
      row.unit === "usd" &&
      row.onLimit === "block" &&
      row.enforced,
  );
  if (given && limit >= given.effectiveLimit) {
    throw new AppError(
      "invalid",
      `Your limit is ${formatExactUsd(given.effectiveLimit)} already: enter a lower one.`,
    );
  }
  await writeBudget(ctx, { ...key, limit });
}

function isGiven(scope: string): boolean {
  return scope === "plan" || scope === "department_member" || scope === "member";
}
