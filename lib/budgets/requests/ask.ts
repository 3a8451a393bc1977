import { readClock } from "@/db/clock";
import { newId } from "@/db/id";
import { budgetRequests } from "@/db/schema";
import { violatedConstraint } from "@/db/violated-constraint";
import { AppError } from "@/lib/errors";
import { formatAmount } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { LIMIT_MAX } from "../set";
import { standingsFor } from "../standings";
import type { NewRequest } from "./types";

const REASON_CHARACTERS_MAX = 500;
const LONGEST_MS = 366 * 86_400_000;

/**
 * Asks the admins for more of a budget that can stop the caller. One request at a time: throws `conflict` while
 * another one is open, `invalid` for what cannot be asked, `not_found` for a budget that does not hold for them.
 */
export async function askForBudget(ctx: Ctx, input: NewRequest): Promise<{ requestId: string }> {
  const reason = input.reason.trim();
  const { budgetId, amount, neededUntil } = input;
  if (amount <= 0n) throw refuse("amount", "Enter how much more you need.");
  if (!reason) throw refuse("reason", "Say what you need it for.");
  if (reason.length > REASON_CHARACTERS_MAX) {
    throw refuse("reason", `Say it in at most ${REASON_CHARACTERS_MAX} characters.`);
  }
  const now = await readClock(ctx.db);
  if (neededUntil && !(neededUntil > now && neededUntil.getTime() - now.getTime() <= LONGEST_MS)) {
    throw refuse("lastDay", "Choose a day from today on, within the next year.");
  }
  const { unit } = await getBudget(ctx, budgetId);
  if (amount > LIMIT_MAX[unit])
    throw refuse("amount", `Ask for at most ${formatAmount(LIMIT_MAX[unit], unit)}.`);
  const requestId = newId();
  const row = { id: requestId, userId: ctx.actor.userId, budgetId, amount, neededUntil, reason };
  try {
    await ctx.db.transaction((tx) => tx.insert(budgetRequests).values(row));
  } catch (error) {
    if (violatedConstraint(error) !== "budget_requests_open") throw error;
    throw askedAlready(error);
  }
  return { requestId };
}

/** One of the budgets that admins set for the caller, alone or with others. */
async function getBudget(ctx: Ctx, budgetId: string) {
  const standings = await standingsFor(ctx.db, ctx.actor.userId);
  const budget = standings.find((one) => one.budgetId === budgetId && one.enforced && one.scope !== "self");
  if (!budget) throw new AppError("not_found", "This budget does not hold for you any more.");
  return budget;
}

function askedAlready(cause: unknown): AppError {
  return new AppError("conflict", "You have asked already: withdraw that request to ask anew.", { cause });
}

function refuse(field: string, sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field } });
}
