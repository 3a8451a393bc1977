import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId, newId } from "@/db/id";
import { budgets } from "@/db/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { PICO_PER_USD } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { defaultThresholds } from "./default-thresholds";
import { isKey } from "./key";
import { lockBudgetsAlone } from "./lock";
import { recordChange } from "./record";
import { recount } from "./recount";
import { checkScope } from "./scope";
import { tellLimit } from "./tell-limit";
import type { Amount, Budget, BudgetKey, BudgetUnit } from "./types";

export type BudgetInput = BudgetKey & {
  limit: Amount;
  /** With `downgrade` alone: the option id (`provider/model`) that answers instead. */
  downgradeTo?: string | null | undefined;
  /** Percentages of the limit, each above 0 and at most 100; at most ten. */
  thresholds?: number[] | undefined;
  now?: Date | undefined;
  /** It stands in for one that was removed, whose thresholds were told. */
  isToldAlready?: boolean | undefined;
};

/** Far above any budget and far below what a bigint holds. */
export const LIMIT_MAX: Record<BudgetUnit, Amount> = {
  usd: 1_000_000n * PICO_PER_USD,
  tokens: 1_000_000_000_000n,
  messages: 1_000_000_000n,
};
const LIMIT_WORDS: Record<BudgetUnit, string> = {
  usd: "$0 to $1,000,000",
  tokens: "0 to 1,000,000,000,000 tokens",
  messages: "0 to 1,000,000,000 messages",
};
const THRESHOLDS_MAX = 10;

/**
 * Sets a budget, also below what is spent already; the next admission sees it. Its counters are read anew from
 * the ledger, calls under way included. Admins only, but for `self`; throws `forbidden`, `invalid`, `not_found`.
 */
export async function setBudget(ctx: Ctx, input: BudgetInput): Promise<{ budgetId: string }> {
  requireAdmin(ctx);
  const { budgetId } = await setRecorded(ctx, input);
  return { budgetId };
}

/**
 * The same without asking who may; for what an admin does in a way of its own. `before` is what it is now, where the
 * caller holds the lock and has read it. Answers what it is then.
 */
export async function setRecorded(ctx: Ctx, input: BudgetInput, before?: Budget | null): Promise<Budget> {
  const change = { act: "budget.set", which: isKey(input), before } as const;
  const after = await recordChange(ctx, change, (inside) => writeBudget(inside, input));
  if (!after) throw new Error("A budget that was set is not there.");
  return after;
}

/** The same without asking who does it, and without a row in the audit log; for a member's own limits. */
export async function writeBudget(ctx: Ctx, input: BudgetInput): Promise<{ budgetId: string }> {
  checkInput(input);
  // Admission compares text, so an id has one spelling.
  const scopeId = input.scope === "model" ? input.scopeId : (input.scopeId?.toLowerCase() ?? null);
  return ctx.db.transaction(async (tx) => {
    const lockedAt = await lockBudgetsAlone(tx);
    const at = input.now ?? lockedAt;
    await checkScope(tx, input.scope, scopeId);
    const budgetId = await upsert(tx, { ...input, scopeId, now: at }, ctx.actor.userId);
    const moment = { at, timeZone: getEnv().ORG_TIME_ZONE };
    await recount(tx, { ...input, scopeId, budgetId }, moment);
    await tellLimit(tx, { budgetId, isToldAlready: input.isToldAlready }, moment);
    return { budgetId };
  });
}

async function upsert(tx: Conn, input: BudgetInput & { now: Date }, updatedBy: string): Promise<string> {
  const { scope, scopeId, period, unit, onLimit, limit } = input;
  const values = {
    limit,
    downgradeTo: input.downgradeTo ?? null,
    ...(input.thresholds ? { thresholds: input.thresholds } : {}),
    updatedBy,
    updatedAt: input.now,
  };
  const [budget] = await tx
    .insert(budgets)
    .values({ id: newId(), scope, scopeId, period, unit, onLimit, thresholds: defaultThresholds, ...values })
    .onConflictDoUpdate({
      target: [budgets.scope, budgets.scopeId, budgets.period, budgets.unit, budgets.onLimit],
      set: values,
    })
    .returning({ id: budgets.id });
  if (!budget) throw new Error("An upsert returned no row.");
  return budget.id;
}

/** Removes a budget, if there is one; calls under way settle without it. Admins only. */
export async function removeBudget(ctx: Ctx, which: BudgetKey | { budgetId: string }): Promise<void> {
  requireAdmin(ctx);
  await removeRecorded(ctx, which);
}

/** The same without asking who may; `before` as `setRecorded` has it. */
export async function removeRecorded(
  ctx: Ctx,
  which: BudgetKey | { budgetId: string },
  before?: Budget,
): Promise<void> {
  if ("budgetId" in which && !isId(which.budgetId)) return;
  const change = { act: "budget.remove", which: isIt(which), before } as const;
  await recordChange(ctx, change, (inside) => deleteBudget(inside, which));
}

/** The same without asking who does it, and without a row in the audit log. */
export async function deleteBudget(ctx: Ctx, which: BudgetKey | { budgetId: string }): Promise<void> {
  if ("budgetId" in which && !isId(which.budgetId)) return;
  await ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    await tx.execute(sql`delete from budgets b where ${isIt(which)}`);
  });
}

function isIt(which: BudgetKey | { budgetId: string }): SQL {
  return "budgetId" in which ? sql`b.id = ${which.budgetId}::uuid` : isKey(which);
}

/** Throws `forbidden` for members. */
export function requireAdmin({ actor }: Ctx): void {
  if (actor.role === "member") throw new AppError("forbidden", "Only an admin can change budgets.");
}

/** Throws `invalid` for what no budget can be. */
export function checkLimit(limit: Amount, unit: BudgetUnit): void {
  if (limit >= 0n && limit <= LIMIT_MAX[unit]) return;
  throw new AppError("invalid", `A budget is an amount from ${LIMIT_WORDS[unit]}.`);
}

function checkInput({ scope, unit, onLimit, limit, downgradeTo, thresholds = [] }: BudgetInput): void {
  checkLimit(limit, unit);
  if ((onLimit === "downgrade") !== Boolean(downgradeTo)) {
    throw new AppError("invalid", "Name the cheaper model that answers when the budget runs low.");
  }
  if (onLimit === "downgrade" && unit === "messages" && scope !== "model") {
    throw new AppError(
      "invalid",
      "A cheaper model sends as many messages: let a budget of messages block or notify instead.",
    );
  }
  const isPercent = (value: number) => Number.isInteger(value) && value > 0 && value <= 100;
  if (thresholds.length > THRESHOLDS_MAX || !thresholds.every(isPercent)) {
    throw new AppError("invalid", "Thresholds are whole percentages from 1 to 100, at most ten.");
  }
}
