import { Temporal } from "temporal-polyfill";
import { AppError } from "@/lib/errors";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
/** With the days around them, of these the database has an instant in every zone, in four digits. */
const YEARS = { first: 1970, last: 9_998 };

/** The day of an instant in a zone. */
export function civilDay(at: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The day that a text such as "2026-11-22" names; null for any other text, and for years before 1970. */
export function findDay(text: unknown): Temporal.PlainDate | null {
  return isDay(text) ? Temporal.PlainDate.from(text) : null;
}

/** Whether the calendar has the day that a text names. */
export function isDay(text: unknown): text is string {
  if (typeof text !== "string" || !DAY.test(text)) return false;
  const month = findMonth(text.slice(0, 7));
  const day = Number(text.slice(8));
  return month !== null && day >= 1 && day <= month.daysInMonth;
}

/** The same as `findDay` for what has to be a day. Throws `invalid`. */
export function readDay(text: unknown): Temporal.PlainDate {
  const day = findDay(text);
  if (!day) throw new AppError("invalid", "Choose days such as 2026-11-22.");
  return day;
}

/** The month that a text such as "2026-11" names; null for any other text, and for years before 1970. */
export function findMonth(text: unknown): Temporal.PlainYearMonth | null {
  if (typeof text !== "string" || !MONTH.test(text)) return null;
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5))];
  const exists = year >= YEARS.first && year <= YEARS.last && month >= 1 && month <= 12;
  return exists ? new Temporal.PlainYearMonth(year, month) : null;
}
