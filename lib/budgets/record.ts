import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type Act, type Facts, recordAct } from "@/lib/audit";
import type { Ctx } from "@/lib/org/types";
import { lockBudgetsAlone } from "./lock";
import { scopeNames } from "./scope-name";
import { findStored } from "./stored";
import type { Budget, BudgetUnit } from "./types";

type Change = {
  act: "budget.set" | "budget.remove";
  which: SQL;
  /** Where the caller holds the lock and has read it already. */
  before?: Budget | null | undefined;
};

/**
 * Changes a budget and records what it was and what it is, in one transaction that holds the budgets' lock alone.
 * Nothing is recorded where there is none before and after. Answers what it is.
 */
export async function recordChange(
  ctx: Ctx,
  { act, which, before: known }: Change,
  change: (inside: Ctx) => Promise<unknown>,
): Promise<Budget | null> {
  return ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    const before = known === undefined ? await findStored(tx, which) : known;
    await change({ ...ctx, db: tx });
    const after = await findStored(tx, which);
    const budget = after ?? before;
    if (!budget) return null;
    const subject = await subjectOf(tx, budget);
    await recordAct(tx, ctx.actor, {
      ...{ act, subject },
      before: before && factsOf(before),
      after: after && factsOf(after),
    });
    return after;
  });
}

type ToppedUp = { budgetId: string; subjectId: string; amount: bigint; endsAt: Date; reason: string };

/** Records what happens to a top-up, under the budget that it adds to. */
export async function recordTopUp(
  tx: Tx,
  { actor }: Ctx,
  { act, ...topUp }: ToppedUp & { act: Extract<Act, "budget.top_up" | "budget.end_top_up"> },
): Promise<void> {
  const budget = await findStored(tx, sql`b.id = ${topUp.budgetId}::uuid`);
  if (!budget) throw new Error("A top-up without its budget.");
  const { amount, endsAt, reason, subjectId } = topUp;
  const facts = {
    ...{ scope: budget.scope, period: budget.period, [AMOUNTS[budget.unit]]: amount, endsAt, reason },
    ...(subjectId && { memberId: subjectId }),
  };
  const subject = await subjectOf(tx, budget);
  const told = act === "budget.top_up" ? { after: facts } : { before: facts };
  await recordAct(tx, actor, { act, subject, ...told });
}

async function subjectOf(tx: Tx, budget: Budget) {
  const nameOf = await scopeNames(tx, [budget]);
  return { kind: "budget", id: budget.budgetId, name: nameOf(budget) };
}

const LIMITS: Record<BudgetUnit, string> = {
  usd: "limitPicoUsd",
  tokens: "limitTokens",
  messages: "limitMessages",
};

const AMOUNTS: Record<BudgetUnit, string> = {
  usd: "amountPicoUsd",
  tokens: "amountTokens",
  messages: "amountMessages",
};

function factsOf({ scope, scopeId, period, unit, onLimit, limit, downgradeTo, thresholds }: Budget): Facts {
  return {
    ...{ scope, scopeId, period, [LIMITS[unit]]: String(limit), onLimit, downgradeTo },
    thresholdPercents: thresholds.map(String),
  };
}
