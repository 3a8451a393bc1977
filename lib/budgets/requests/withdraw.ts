import { and, eq, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { budgetRequests } from "@/db/schema";
import { violatedConstraint } from "@/db/violated-constraint";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

type Which = { requestId: string };

/** Takes the caller's open request back. Throws `conflict` where it was answered meanwhile, `not_found`. */
export async function withdrawRequest(ctx: Ctx, which: Which): Promise<void> {
  await move(ctx, which, { from: "open", to: "withdrawn" });
}

/** Undoes a withdrawal. Throws `conflict` where the caller has asked anew meanwhile, `not_found`. */
export async function reopenRequest(ctx: Ctx, which: Which): Promise<void> {
  try {
    await move(ctx, which, { from: "withdrawn", to: "open" });
  } catch (error) {
    if (violatedConstraint(error) !== "budget_requests_open") throw error;
    throw askedAnew(error);
  }
}

/** Puts the answer to the caller's request away. */
export async function dismissAnswer(ctx: Ctx, { requestId }: Which): Promise<void> {
  if (!isId(requestId)) return;
  await ctx.db
    .update(budgetRequests)
    .set({ seenAt: sql`coalesce(${budgetRequests.seenAt}, now())` })
    .where(and(isOwn(ctx, requestId), sql`${budgetRequests.decidedAt} is not null`));
}

function askedAnew(cause: unknown): AppError {
  return new AppError("conflict", "You have asked anew meanwhile: that request stays.", { cause });
}

type Step = { from: "open" | "withdrawn"; to: "open" | "withdrawn" };

async function move(ctx: Ctx, { requestId }: Which, { from, to }: Step): Promise<void> {
  const own = isId(requestId) ? isOwn(ctx, requestId) : sql`false`;
  const moved = await ctx.db.transaction((tx) =>
    tx
      .update(budgetRequests)
      .set({ state: to })
      .where(and(own, eq(budgetRequests.state, from)))
      .returning({ id: budgetRequests.id }),
  );
  if (moved.length > 0) return;
  const [row] = await ctx.db.select({ state: budgetRequests.state }).from(budgetRequests).where(own).limit(1);
  if (!row) throw new AppError("not_found", "There is no such request.");
  if (row.state !== to) {
    throw new AppError("conflict", "This request was answered meanwhile: see the answer on your usage page.");
  }
}

function isOwn({ actor }: Ctx, requestId: string) {
  return and(eq(budgetRequests.id, requestId), eq(budgetRequests.userId, actor.userId));
}
