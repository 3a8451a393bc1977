import { Temporal } from "temporal-polyfill";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { civilDay, findMonth } from "./calendar";
import type { MonthSpan, ReportInput } from "./types";

/** The days a report covers, without what only the database knows. */
export type Span = Omit<MonthSpan, "firstMonth"> & { firstDay: string };

/** Throws `invalid` for text that is not a month and for a month that has not begun. */
export function spanOf(input: ReportInput): Span {
  const now = input.now ?? new Date();
  const timeZone = input.timeZone ?? getEnv().ORG_TIME_ZONE;
  const today = civilDay(now, timeZone);
  const month = monthOr(input.month, today.toPlainYearMonth());
  const isCurrent = month.equals(today.toPlainYearMonth());
  const begun = isCurrent ? today.day : month.daysInMonth;
  return {
    month: month.toString(),
    currentMonth: today.toPlainYearMonth().toString(),
    timeZone,
    today: isCurrent ? today.toString() : null,
    days: daysOf(month, begun),
    firstDay: dayOf(month, 1),
    lastDay: dayOf(month, month.daysInMonth),
    readAt: now,
  };
}

/** The month that an address names; undefined, and so the current one, for text that is no month that has begun. */
export function readMonth(text: unknown, clock: Omit<ReportInput, "month"> = {}): string | undefined {
  const month = findMonth(text)?.toString();
  return month && month < spanOf(clock).currentMonth ? month : undefined;
}

/** Every day of the month before. */
export function previousMonthOf(span: Pick<Span, "month">): string[] {
  const previous = Temporal.PlainYearMonth.from(span.month).subtract({ months: 1 });
  return daysOf(previous, previous.daysInMonth);
}

function monthOr(text: string | undefined, current: Temporal.PlainYearMonth): Temporal.PlainYearMonth {
  if (text === undefined) return current;
  const month = findMonth(text);
  if (!month) throw new AppError("invalid", "Choose a month such as 2026-11.");
  if (Temporal.PlainYearMonth.compare(month, current) > 0) {
    throw new AppError("invalid", "This month has not begun yet. Choose an earlier one.");
  }
  return month;
}

function daysOf(month: Temporal.PlainYearMonth, count: number): string[] {
  return Array.from({ length: count }, (_, index) => dayOf(month, index + 1));
}

function dayOf(month: Temporal.PlainYearMonth, day: number): string {
  return month.toPlainDate({ day }).toString();
}
