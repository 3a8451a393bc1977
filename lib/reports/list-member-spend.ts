import { type AnyColumn, and, between, eq, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { readCursor, writeCursor } from "@/db/cursor";
import { budgets, budgetTopUps, unpricedDays, usageDays, users } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { type Span, spanOf } from "./span";
import { sumsOf } from "./sums";
import type { MemberSpend, MemberSpendPage, ReportInput } from "./types";

const PAGE_MAX = 100;

export type MemberSpendInput = ReportInput & {
  /** Part of a name or an email address. */
  query?: string | undefined;
  cursor?: string | undefined;
  /** These members alone, also those that are disabled and spent nothing. */
  userIds?: readonly string[] | undefined;
  /** At most 100. */
  limit?: number | undefined;
};

/**
 * Members with what they spent in the month and their limits, the dearest first; for admins, a member gets
 * `not_found`. Disabled members are listed where they spent something, or are asked for by `userIds`.
 */
export async function listMemberSpend(ctx: Ctx, input: MemberSpendInput = {}): Promise<MemberSpendPage> {
  assertAdmin(ctx.actor);
  const limit = Math.min(Math.max(input.limit ?? 25, 1), PAGE_MAX);
  const rows = await readPage(ctx, spanOf(input), { ...input, limit: limit + 1 });
  const members = rows.slice(0, limit);
  const last = members.at(-1);
  return {
    members,
    nextCursor:
      rows.length > limit && last ? writeCursor({ by: String(last.costPicoUsd), id: last.userId }) : null,
  };
}

function readPage(ctx: Ctx, span: Span, page: MemberSpendInput & { limit: number }): Promise<MemberSpend[]> {
  const spent = spentOf(ctx, span, page.userIds);
  const cost = sql<PicoUsd>`coalesce(${spent.costPicoUsd}, 0)`.mapWith(BigInt);
  return ctx.db
    .with(spent)
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      disabled: sql<boolean>`${users.disabledAt} is not null`,
      calls: sql<number>`coalesce(${spent.calls}, 0)`.mapWith(Number),
      answers: sql<number>`coalesce(${spent.answers}, 0)`.mapWith(Number),
      unpriced: unpricedIn(span),
      costPicoUsd: cost,
      estimatedPicoUsd: sql<PicoUsd>`coalesce(${spent.estimatedPicoUsd}, 0)`.mapWith(BigInt),
      todayPicoUsd: sql<PicoUsd>`coalesce(${spent.todayPicoUsd}, 0)`.mapWith(BigInt),
      todayEstimatedPicoUsd: sql<PicoUsd>`coalesce(${spent.todayEstimatedPicoUsd}, 0)`.mapWith(BigInt),
      monthLimitPicoUsd: limitOf("month", span.readAt),
      dayLimitPicoUsd: limitOf("day", span.readAt),
      ownMonthLimitPicoUsd: ownLimitOf("month"),
      ownDayLimitPicoUsd: ownLimitOf("day"),
    })
    .from(users)
    .leftJoin(spent, eq(spent.userId, users.id))
    .where(
      and(
        page.userIds ? undefined : or(isNull(users.disabledAt), sql`${spent.calls} > 0`),
        page.userIds && inArray(users.id, [...page.userIds]),
        matches(page.query),
        after(cost, page.cursor),
      ),
    )
    .orderBy(sql`${cost} desc`, users.id)
    .limit(page.limit);
}

function spentOf(ctx: Ctx, span: Span, userIds: readonly string[] | undefined) {
  const { calls, answers, costPicoUsd, estimatedPicoUsd } = sumsOf(usageDays);
  const ofToday = (column: AnyColumn) =>
    sql<PicoUsd>`coalesce(sum(${column}) filter (where ${usageDays.day} = ${span.today}), 0)`;
  return ctx.db.$with("spent").as(
    ctx.db
      .select({
        userId: usageDays.userId,
        calls: calls.as("calls"),
        answers: answers.as("answers"),
        costPicoUsd: costPicoUsd.as("cost"),
        estimatedPicoUsd: estimatedPicoUsd.as("estimated"),
        todayPicoUsd: ofToday(usageDays.costPicoUsd).as("today"),
        todayEstimatedPicoUsd: ofToday(usageDays.estimatedPicoUsd).as("today_estimated"),
      })
      .from(usageDays)
      .where(
        and(
          between(usageDays.day, span.firstDay, span.lastDay),
          userIds && inArray(usageDays.userId, [...userIds]),
        ),
      )
      .groupBy(usageDays.userId),
  );
}

/** The calls of a member that have no price now. */
function unpricedIn({ firstDay, lastDay }: Span): SQL<number> {
  return sql<number>`(select coalesce(sum(${unpricedDays.calls}), 0) from ${unpricedDays}
    where ${unpricedDays.userId} = ${users.id}
      and ${unpricedDays.day} between ${firstDay}::date and ${lastDay}::date)`.mapWith(Number);
}

/** The limit that holds for a member alone, with its top-ups: theirs, else their department's for each, else their plan's. */
function limitOf(period: "day" | "month", at: Date): SQL<PicoUsd | null> {
  const topUps = sql`(select coalesce(sum(${budgetTopUps.amount}), 0) from ${budgetTopUps}
    where ${budgetTopUps.budgetId} = ${budgets.id} and ${budgetTopUps.subjectId} in ('', ${users.id}::text)
      and ${budgetTopUps.startsAt} <= ${at.toISOString()}::timestamptz
      and ${budgetTopUps.endsAt} > ${at.toISOString()}::timestamptz)`;
  return sql<PicoUsd | null>`(select ${budgets.limit} + ${topUps} from ${budgets} where ${blocksDollars(period)}
    and (${budgets.scope}, ${budgets.scopeId}) in (('member', ${users.id}::text),
      ('department_member', ${users.departmentId}::text), ('plan', ${users.planId}::text))
    order by array_position(array['member', 'department_member', 'plan'], ${budgets.scope}) limit 1)`.mapWith(
    toAmount,
  );
}

/** The limit that is set for a member by name. */
function ownLimitOf(period: "day" | "month"): SQL<PicoUsd | null> {
  return sql<PicoUsd | null>`(select ${budgets.limit} from ${budgets} where ${blocksDollars(period)}
    and ${budgets.scope} = 'member' and ${budgets.scopeId} = ${users.id}::text)`.mapWith(toAmount);
}

function blocksDollars(period: "day" | "month"): SQL {
  return sql`${budgets.period} = ${period} and ${budgets.unit} = 'usd' and ${budgets.onLimit} = 'block'`;
}

function toAmount(value: string | null): PicoUsd | null {
  return value === null ? null : BigInt(value);
}

function matches(query: string | undefined): SQL | undefined {
  if (!query?.trim()) return undefined;
  const pattern = containing(query);
  return or(ilike(users.name, pattern), ilike(users.email, pattern));
}

function after(cost: SQL<PicoUsd>, cursor: string | undefined): SQL | undefined {
  const place = readCursor(cursor, "amount");
  if (!place) return undefined;
  const bound = sql`${place.by}::numeric`;
  return sql`(${cost} < ${bound} or (${cost} = ${bound} and ${users.id} > ${place.id}::uuid))`;
}
