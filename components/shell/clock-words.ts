const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** How long until an instant, in the largest unit that says enough: "9 days", "5 hours", "34 minutes". */
export function timeUntil(instant: Date, now: Date): string {
  const left = Math.max(0, instant.getTime() - now.getTime());
  if (left > DAY_MS) return count(Math.ceil(left / DAY_MS), "day");
  if (left >= HOUR_MS) return count(Math.round(left / HOUR_MS), "hour");
  return count(Math.max(1, Math.ceil(left / MINUTE_MS)), "minute");
}

/** The month of an instant in a zone: "November". */
export function monthName(instant: Date, timeZone: string): string {
  return format(instant, timeZone, { month: "long" });
}

/** "1 December". */
export function longDay(instant: Date, timeZone: string): string {
  return format(instant, timeZone, { day: "numeric", month: "long" });
}

/** "1 Dec". */
export function shortDay(instant: Date, timeZone: string): string {
  return format(instant, timeZone, { day: "numeric", month: "short" });
}

/** "00:00". */
export function clockTime(instant: Date, timeZone: string): string {
  return format(instant, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** "1 Dec, 00:00". */
export function dayAndTime(instant: Date, timeZone: string): string {
  return `${shortDay(instant, timeZone)}, ${clockTime(instant, timeZone)}`;
}

/** "1 Dec, 00:00"; null, for what has no end, is "never". */
export function resetWords(resetsAt: Date | null, timeZone: string): string {
  return resetsAt ? dayAndTime(resetsAt, timeZone) : "never";
}

function format(instant: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(instant);
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
