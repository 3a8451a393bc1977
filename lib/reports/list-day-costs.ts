import { and, asc, between, eq } from "drizzle-orm";
import { usageDays } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { spanOf } from "./span";
import { sumsOf } from "./sums";
import type { DayCost, ReportInput } from "./types";

/** Far above the days, models and purposes of any month. */
const ROWS_MAX = 20_000;

/** The actor's month by day, model and purpose, the oldest day first; together the rows are the month. */
export function listDayCosts(ctx: Ctx, input: ReportInput = {}): Promise<DayCost[]> {
  const { day, provider, model, purpose } = usageDays;
  const span = spanOf(input);
  return ctx.db
    .select({ day, provider, model, purpose, ...sumsOf(usageDays) })
    .from(usageDays)
    .where(and(eq(usageDays.userId, ctx.actor.userId), between(day, span.firstDay, span.lastDay)))
    .groupBy(day, provider, model, purpose)
    .orderBy(asc(day), asc(provider), asc(model), asc(purpose))
    .limit(ROWS_MAX);
}
