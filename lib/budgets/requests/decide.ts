import { and, eq, gt, inArray, lte, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { isId } from "@/db/id";
import { budgetRequests, budgetTopUps, users } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { getUnit } from "../get-unit";
import { lockBudgetsAlone } from "../lock";
import { isShared } from "../recount";
import { checkLimit, requireAdmin, setRecorded } from "../set";
import { type Standing, standingsFor } from "../standings";
import { addTopUp, checkAdded } from "../top-ups";
import type { BudgetUnit } from "../types";
import type { Grant } from "./types";

const ANSWER_CHARACTERS_MAX = 500;

/**
 * Grants a request: until an instant as a top-up, for good as a higher budget of the member, or of those who share it.
 * The request, the budget and the audit log change in one transaction. Admins only. Throws `conflict` where it was
 * answered or withdrawn meanwhile, or its budget is gone; `invalid`, `not_found`.
 */
export async function approveRequest(ctx: Ctx, grant: Grant): Promise<void> {
  requireAdmin(ctx);
  const { amount, until } = grant;
  if (amount <= 0n) throw refuse("amount", "Enter how much to give.");
  await ctx.db.transaction(async (tx) => {
    const inside = { ...ctx, db: tx };
    // Before the request's row, so that the limit that is raised is the one that holds.
    await lockBudgetsAlone(tx);
    await checkAmount(inside, grant);
    const decided = { state: "approved" as const, grantedAmount: amount, grantedUntil: until };
    const request = await decide(inside, grant, decided);
    const standing = await getStanding(tx, request);
    if (until) await topUp(inside, request, { standing, amount, until });
    else await raise(inside, request, { standing, amount });
    await recordAct(tx, ctx.actor, {
      ...{ act: "budget_request.approve", subject: subjectOf(request) },
      before: { [AMOUNTS[standing.unit]]: request.amount, endsAt: request.neededUntil },
      after: { [AMOUNTS[standing.unit]]: amount, endsAt: until },
    });
  });
}

/** Declines a request, with words that its member reads. Admins only. Throws as `approveRequest`. */
export async function declineRequest(ctx: Ctx, which: { requestId: string; answer: string }): Promise<void> {
  requireAdmin(ctx);
  if (!which.answer.trim()) throw refuse("answer", "Say why, so that the member knows what to do.");
  await ctx.db.transaction(async (tx) => {
    const request = await decide({ ...ctx, db: tx }, which, { state: "declined" });
    await recordAct(tx, ctx.actor, { act: "budget_request.decline", subject: subjectOf(request) });
  });
}

/** Before it is written: a request's column holds no more than a budget's. */
async function checkAmount(ctx: Ctx, { requestId, amount, until }: Grant): Promise<void> {
  const unit = await getUnit(ctx, { requestId });
  if (until) checkAdded(amount, unit);
  else checkLimit(amount, unit);
}

type Decision = { state: "approved" | "declined"; grantedAmount?: bigint; grantedUntil?: Date | null };
type Request = typeof budgetRequests.$inferSelect & { memberName: string };

/** Only an open request can be decided, and its row is locked by it: of two admins the second finds it closed. */
async function decide(
  ctx: Ctx & { db: Tx },
  { requestId, answer }: { requestId: string; answer: string },
  decision: Decision,
): Promise<Request> {
  if (answer.trim().length > ANSWER_CHARACTERS_MAX) {
    throw refuse("answer", `Say it in at most ${ANSWER_CHARACTERS_MAX} characters.`);
  }
  if (!isId(requestId)) throw new AppError("not_found", "There is no such request.");
  const [request] = await ctx.db
    .update(budgetRequests)
    .set({
      ...decision,
      answer: answer.trim() || null,
      decidedAt: sql`now()`,
      decidedBy: ctx.actor.userId,
    })
    .where(and(eq(budgetRequests.id, requestId), eq(budgetRequests.state, "open")))
    .returning();
  if (!request) return refuseDecision(ctx.db, requestId);
  const [member] = await ctx.db.select({ name: users.name }).from(users).where(eq(users.id, request.userId));
  return { ...request, memberName: member?.name ?? "" };
}

async function refuseDecision(tx: Tx, requestId: string): Promise<never> {
  const [row] = await tx
    .select({ state: budgetRequests.state })
    .from(budgetRequests)
    .where(eq(budgetRequests.id, requestId))
    .limit(1);
  if (!row) throw new AppError("not_found", "There is no such request.");
  throw new AppError("conflict", `This request was ${row.state} meanwhile: nothing was changed.`);
}

async function getStanding(tx: Tx, { userId, budgetId }: Request): Promise<Standing> {
  const standings = budgetId ? await standingsFor(tx, userId) : [];
  const standing = standings.find((one) => one.budgetId === budgetId && one.enforced);
  if (standing) return standing;
  throw new AppError("conflict", "The budget does not hold for this member any more: decline the request.");
}

type Raise = { standing: Standing; amount: bigint };

async function topUp(
  ctx: Ctx,
  { reason }: Request,
  { standing, amount, until }: Raise & { until: Date },
): Promise<void> {
  const { budgetId, subjectId } = standing;
  const whole = `Asked for: ${reason}`;
  // A top-up's reason is shorter than a request's.
  const why = whole.length > 200 ? `${whole.slice(0, 199)}…` : whole;
  await addTopUp(ctx, { budgetId, subjectId, amount, endsAt: until, reason: why });
}

/** A share by plan or department becomes a budget of the member's own, which stands in for it. */
async function raise(ctx: Ctx, { userId }: Request, { standing, amount }: Raise): Promise<void> {
  const { scope, scopeId, period, unit, onLimit, limit, downgradeTo, thresholds } = standing;
  const whose = isShared(scope) ? { scope, scopeId } : { scope: "member" as const, scopeId: userId };
  const raised = { ...whose, period, unit, onLimit, limit: limit + amount, downgradeTo, thresholds };
  const { budgetId } = await setRecorded(ctx, raised);
  if (budgetId !== standing.budgetId) await keepTopUps(ctx, standing, budgetId);
}

/** What was added to the share for a while is added to what stands in for it, so that nobody is given less. */
async function keepTopUps(ctx: Ctx, share: Standing, budgetId: string): Promise<void> {
  const holding = await ctx.db
    .select()
    .from(budgetTopUps)
    .where(
      and(
        eq(budgetTopUps.budgetId, share.budgetId),
        inArray(budgetTopUps.subjectId, ["", share.subjectId]),
        lte(budgetTopUps.startsAt, sql`clock_timestamp()`),
        gt(budgetTopUps.endsAt, sql`clock_timestamp()`),
      ),
    );
  for (const { amount, endsAt, reason } of holding) await addTopUp(ctx, { budgetId, amount, endsAt, reason });
}

function subjectOf({ id, memberName }: Request) {
  return { kind: "budget_request", id, name: memberName };
}

const AMOUNTS: Record<BudgetUnit, string> = {
  usd: "amountPicoUsd",
  tokens: "amountTokens",
  messages: "amountMessages",
};

function refuse(field: string, sentence: string): AppError {
  return new AppError("invalid", sentence, { details: { field } });
}
