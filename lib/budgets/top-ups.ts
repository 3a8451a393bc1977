import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import { readClock } from "@/db/clock";
import { isId, newId } from "@/db/id";
import { budgets, budgetTopUps, users } from "@/db/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { formatAmount } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { lockBudgetsAlone } from "./lock";
import { recordTopUp } from "./record";
import { isShared } from "./recount";
import { LIMIT_MAX, requireAdmin } from "./set";
import { tellLimit } from "./tell-limit";
import type { Amount, BudgetUnit, TopUp } from "./types";

const REASON_CHARACTERS_MAX = 200;
const LISTED_MAX = 100;
/** A top-up is for a while; for longer there is the budget itself. */
const LONGEST_MS = 366 * 86_400_000;

export type NewTopUp = {
  budgetId: string;
  /** One member's share alone, of a budget that each member has of their own. */
  subjectId?: string | undefined;
  amount: Amount;
  endsAt: Date;
  reason: string;
  /** By the database's clock unless it is given, as admission reads it. */
  now?: Date | undefined;
};

/** Raises a budget for a while, from now on; the next admission sees it. Admins only; throws `invalid`, `not_found`. */
export async function addTopUp(ctx: Ctx, input: NewTopUp): Promise<{ topUpId: string }> {
  requireAdmin(ctx);
  const now = input.now ?? (await readClock(ctx.db));
  const reason = input.reason.trim();
  if (input.amount <= 0n) throw new AppError("invalid", "Enter how much to add.");
  if (!reason || reason.length > REASON_CHARACTERS_MAX) {
    throw new AppError("invalid", `Say in at most ${REASON_CHARACTERS_MAX} characters what it is for.`);
  }
  if (!(input.endsAt > now) || input.endsAt.getTime() - now.getTime() > LONGEST_MS) {
    throw new AppError("invalid", "Choose an end within the next year.");
  }
  const { subjectId, unit } = await checkSubject(ctx, input);
  checkAdded(input.amount, unit);
  const topUpId = newId();
  const { budgetId, amount, endsAt } = input;
  await ctx.db.transaction(async (tx) => {
    const topUp = { budgetId, subjectId, amount, endsAt, reason };
    await tx
      .insert(budgetTopUps)
      .values({ ...topUp, id: topUpId, startsAt: now, createdBy: ctx.actor.userId });
    await recordTopUp(tx, ctx, { act: "budget.top_up", ...topUp });
  });
  return { topUpId };
}

/** Throws `invalid` for more than a top-up can add. */
export function checkAdded(amount: Amount, unit: BudgetUnit): void {
  if (amount <= LIMIT_MAX[unit]) return;
  const sentence = `A top-up adds at most ${formatAmount(LIMIT_MAX[unit], unit)}.`;
  throw new AppError("invalid", sentence, { details: { field: "amount" } });
}

async function checkSubject(
  ctx: Ctx,
  { budgetId, subjectId = "" }: NewTopUp,
): Promise<{ subjectId: string; unit: BudgetUnit }> {
  const [budget] = isId(budgetId)
    ? await ctx.db
        .select({ scope: budgets.scope, unit: budgets.unit })
        .from(budgets)
        .where(eq(budgets.id, budgetId))
        .limit(1)
    : [];
  if (!budget) throw new AppError("not_found", "There is no such budget.");
  const { unit } = budget;
  if (subjectId === "") return { subjectId, unit };
  const isMember =
    !isShared(budget.scope) && isId(subjectId) && (await ctx.db.$count(users, eq(users.id, subjectId))) > 0;
  if (!isMember) throw new AppError("invalid", "This budget has no share of that member.");
  return { subjectId: subjectId.toLowerCase(), unit };
}

/** Ends a top-up now; one that is over already stays as it is. Admins only; `not_found` for one that never was. */
export async function endTopUp(ctx: Ctx, { topUpId }: { topUpId: string }): Promise<void> {
  requireAdmin(ctx);
  if (!isId(topUpId)) throw new AppError("not_found", "There is no such top-up.");
  await ctx.db.transaction(async (tx) => {
    // Alone: what is settled meanwhile would neither see the end nor be seen by it.
    await lockBudgetsAlone(tx);
    const [topUp] = await tx
      .select({ ...getTableColumns(budgetTopUps), holds: sql<boolean>`${budgetTopUps.endsAt} > now()` })
      .from(budgetTopUps)
      .where(eq(budgetTopUps.id, topUpId))
      .for("no key update");
    if (!topUp) throw new AppError("not_found", "There is no such top-up.");
    const { holds, ...holding } = topUp;
    if (!holds) return;
    await tx
      .update(budgetTopUps)
      .set({ endsAt: sql`greatest(now(), ${budgetTopUps.startsAt} + interval '1 microsecond')` })
      .where(eq(budgetTopUps.id, topUpId));
    await recordTopUp(tx, ctx, { act: "budget.end_top_up", ...holding });
    const { budgetId, subjectId } = holding;
    // A millisecond on: an instant of ours has no microseconds, and the top-up's end has.
    const at = new Date((await readClock(tx)).getTime() + 1);
    const whose = subjectId === "" ? { budgetId } : { budgetId, userId: subjectId };
    await tellLimit(tx, whose, { at, timeZone: getEnv().ORG_TIME_ZONE });
  });
}

/** A budget's top-ups, those that last longest first, at most a hundred. Admins only. */
export async function listTopUps(ctx: Ctx, { budgetId }: { budgetId: string }): Promise<TopUp[]> {
  requireAdmin(ctx);
  if (!isId(budgetId)) return [];
  const { id, amount, subjectId, startsAt, endsAt, reason } = budgetTopUps;
  return ctx.db
    .select({
      topUpId: id,
      budgetId: budgetTopUps.budgetId,
      subjectId,
      amount,
      startsAt,
      endsAt,
      reason,
      createdByName: users.name,
    })
    .from(budgetTopUps)
    .innerJoin(users, eq(users.id, budgetTopUps.createdBy))
    .where(eq(budgetTopUps.budgetId, budgetId))
    .orderBy(desc(endsAt))
    .limit(LISTED_MAX);
}
