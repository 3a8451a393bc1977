import { and, asc, eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { budgetPeriods, budgets } from "@/db/schema";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { remainingOf } from "./admit";
import { appliesTo, currentStart } from "./applicable";
import { periodEnd, periodStart } from "./periods";
import type { BudgetStanding } from "./types";

/** Where the caller's own budgets and the organisation's stand now, the tightest first. */
export function listStandings(ctx: Ctx, now = new Date()): Promise<BudgetStanding[]> {
  return standingsOf(ctx.db, ctx.actor.userId, now);
}

async function standingsOf(conn: Conn, userId: string, now: Date): Promise<BudgetStanding[]> {
  const timeZone = getEnv().ORG_TIME_ZONE;
  const rows = await conn
    .select({
      budgetId: budgets.id,
      scope: budgets.scope,
      period: budgets.period,
      limitPicoUsd: budgets.limitPicoUsd,
      spentPicoUsd: budgetPeriods.spentPicoUsd,
      reservedPicoUsd: budgetPeriods.reservedPicoUsd,
    })
    .from(budgets)
    .leftJoin(
      budgetPeriods,
      and(
        eq(budgetPeriods.budgetId, budgets.id),
        eq(budgetPeriods.startsAt, currentStart({ at: now, timeZone })),
      ),
    )
    .where(appliesTo(userId))
    .orderBy(asc(budgets.id));
  return rows
    .map((row) => {
      const counted = {
        ...row,
        spentPicoUsd: row.spentPicoUsd ?? 0n,
        reservedPicoUsd: row.reservedPicoUsd ?? 0n,
      };
      const remaining = remainingOf(counted);
      return {
        ...counted,
        remainingPicoUsd: remaining > 0n ? remaining : 0n,
        startsAt: periodStart(row.period, now, timeZone),
        resetsAt: periodEnd(row.period, now, timeZone),
      };
    })
    .sort((a, b) => (a.remainingPicoUsd < b.remainingPicoUsd ? -1 : 1));
}
