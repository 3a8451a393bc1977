import type { Ctx } from "@/lib/org/types";
import { standingsFor } from "./standings";
import type { BudgetStanding, Place } from "./types";

/**
 * Where the budgets stand that can stop the caller's next message, those in dollars first and the tightest of them
 * first. What only notifies, or has a more specific budget in its place, is left out. The budgets of a thread and of
 * an assistant are among them where the message is for one.
 */
export async function listStandings(
  ctx: Ctx,
  now = new Date(),
  place: Partial<Place> = {},
): Promise<BudgetStanding[]> {
  const standings = await standingsFor(ctx.db, ctx.actor.userId, { now, ...place });
  return standings.filter((row) => row.enforced && row.onLimit !== "notify").sort(tightestFirst);
}

function tightestFirst(a: BudgetStanding, b: BudgetStanding): number {
  if ((a.unit === "usd") !== (b.unit === "usd")) return a.unit === "usd" ? -1 : 1;
  return a.remaining < b.remaining ? -1 : 1;
}
