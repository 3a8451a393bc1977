import { and, eq, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgetPeriods, budgets, reservationBudgets, reservations, users } from "@/db/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CountedBudget, countPeriod } from "./count";
import { lockBudgets } from "./lock";
import { periodStart } from "./periods";
import type { BudgetPeriod, BudgetScope } from "./types";

export type BudgetKey = { scope: BudgetScope; userId?: string | undefined; period: BudgetPeriod };

/** $1,000,000: far above any budget and far below what a bigint of pico-USD holds. */
const LIMIT_MAX_PICO_USD = 1_000_000n * 1_000_000_000_000n;

/**
 * Sets a budget, also below what is spent already; the next admission sees it. Its counters are read anew from
 * the ledger, calls under way included. Admins only; throws `forbidden`, `invalid`, `not_found`.
 */
export async function setBudget(
  ctx: Ctx,
  input: BudgetKey & { limitPicoUsd: PicoUsd; now?: Date },
): Promise<void> {
  requireAdmin(ctx);
  if (input.limitPicoUsd < 0n || input.limitPicoUsd > LIMIT_MAX_PICO_USD) {
    throw new AppError("invalid", "A budget is an amount from $0 to $1,000,000.");
  }
  const now = input.now ?? new Date();
  await ctx.db.transaction(async (tx) => {
    await lockBudgets(tx, "alone");
    const scopeId = await getScopeId(tx, input);
    const [budget] = await tx
      .insert(budgets)
      .values({
        id: newId(),
        scope: input.scope,
        scopeId,
        period: input.period,
        limitPicoUsd: input.limitPicoUsd,
      })
      .onConflictDoUpdate({
        target: [budgets.scope, budgets.scopeId, budgets.period],
        set: { limitPicoUsd: input.limitPicoUsd, updatedAt: now },
      })
      .returning({ id: budgets.id });
    if (!budget) throw new Error("An upsert returned no row.");
    const counted = { id: budget.id, scopeId, period: input.period };
    await adoptPending(tx, counted);
    const moment = { at: now, timeZone: getEnv().ORG_TIME_ZONE };
    const startsAt = periodStart(input.period, moment.at, moment.timeZone);
    const counters = await countPeriod(tx, counted, moment);
    await tx
      .insert(budgetPeriods)
      .values({ budgetId: budget.id, startsAt, ...counters })
      .onConflictDoUpdate({ target: [budgetPeriods.budgetId, budgetPeriods.startsAt], set: counters });
  });
}

/** Removes a budget; calls under way settle without it. Admins only. */
export async function removeBudget(ctx: Ctx, input: BudgetKey): Promise<void> {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    await lockBudgets(tx, "alone");
    const scopeId = await getScopeId(tx, input);
    await tx
      .delete(budgets)
      .where(
        and(
          eq(budgets.scope, input.scope),
          scopeId === null ? isNull(budgets.scopeId) : eq(budgets.scopeId, scopeId),
          eq(budgets.period, input.period),
        ),
      );
  });
}

/** Throws `forbidden` for members. */
export function requireAdmin({ actor }: Ctx): void {
  if (actor.role === "member") throw new AppError("forbidden", "Only an admin can change budgets.");
}

async function getScopeId(tx: Conn, { scope, userId }: BudgetKey): Promise<string | null> {
  if (scope === "org") return null;
  if (!userId) throw new AppError("invalid", "Say which member the budget is for.");
  const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).limit(1);
  if (!user) throw new AppError("not_found", "There is no such member.");
  return user.id;
}

/** Calls under way were admitted without this budget: from now on their holds and costs count in it, too. */
async function adoptPending(tx: Conn, { id: budgetId, scopeId, period }: CountedBudget): Promise<void> {
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const pending = await tx
    .select({ id: reservations.id, occurredAt: reservations.occurredAt })
    .from(reservations)
    .where(
      and(eq(reservations.state, "pending"), scopeId === null ? undefined : eq(reservations.userId, scopeId)),
    );
  if (pending.length === 0) return;
  await tx
    .insert(reservationBudgets)
    .values(
      pending.map(({ id, occurredAt }) => ({
        reservationId: id,
        budgetId,
        startsAt: periodStart(period, occurredAt, timeZone),
      })),
    )
    .onConflictDoNothing();
}
