import { and, between, countDistinct, eq, exists, isNull, min, or } from "drizzle-orm";
import { usageDays, users } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { readCommitted } from "./committed";
import { readStack } from "./org-stack";
import { type Span, sameSpanOf, spanOf } from "./span";
import { NO_USAGE, sumsOf } from "./sums";
import type { OrgMonth, ReportInput, SameSpan, StackBy, UsageSum } from "./types";

/**
 * The organisation's month for admins, with each day's cost by member or by model.
 * A member gets `not_found`.
 */
export async function getOrgMonth(ctx: Ctx, input: ReportInput & { by: StackBy }): Promise<OrgMonth> {
  assertAdmin(ctx.actor);
  const { firstDay, ...span } = spanOf(input);
  const whole = { ...span, firstDay };
  const { activeMembers, ...total } = await readTotal(ctx, firstDay, span.lastDay);
  return {
    span: { ...span, firstMonth: await findFirstMonth(ctx) },
    total,
    today: span.today === null ? null : await readToday(ctx, span.today),
    sameSpan: await readSameSpan(ctx, whole),
    committed: await readCommitted(ctx.db),
    activeMembers,
    memberCount: await countMembers(ctx, whole),
    stack: { by: input.by, ...(await readStack(ctx, whole, input.by)) },
  };
}

async function readTotal(ctx: Ctx, from: string, to: string): Promise<UsageSum & { activeMembers: number }> {
  const [row] = await ctx.db
    .select({ ...sumsOf(usageDays), activeMembers: countDistinct(usageDays.userId) })
    .from(usageDays)
    .where(between(usageDays.day, from, to));
  return row ?? { ...NO_USAGE, activeMembers: 0 };
}

async function readToday(ctx: Ctx, today: string): Promise<UsageSum> {
  const { activeMembers: _, ...sum } = await readTotal(ctx, today, today);
  return sum;
}

async function readSameSpan(ctx: Ctx, span: Span): Promise<SameSpan> {
  const { days, previousMonth, until, previous } = sameSpanOf(span);
  const now = await readTotal(ctx, span.firstDay, until);
  const before = await readTotal(ctx, ...previous);
  return { days, previousMonth, costPicoUsd: now.costPicoUsd, previousPicoUsd: before.costPicoUsd };
}

/** Everybody who can use Purser, and those who could and did in this month. */
function countMembers(ctx: Ctx, span: Span): Promise<number> {
  const used = ctx.db
    .select({ day: usageDays.day })
    .from(usageDays)
    .where(and(eq(usageDays.userId, users.id), between(usageDays.day, span.firstDay, span.lastDay)));
  return ctx.db.$count(users, or(isNull(users.disabledAt), exists(used)));
}

async function findFirstMonth(ctx: Ctx): Promise<string | null> {
  const [row] = await ctx.db.select({ day: min(usageDays.day) }).from(usageDays);
  return row?.day?.slice(0, 7) ?? null;
}
