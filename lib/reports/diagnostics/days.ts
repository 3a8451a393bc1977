import { civilDay } from "../calendar";
import { DIAGNOSED_DAYS } from "./limits";

/** Whole civil days before today, both ends included. */
export type Days = { from: string; to: string; timeZone: string };

/** The last 30 days before the day of `now`. */
export function diagnosedDays(now: Date, timeZone: string): Days {
  const today = civilDay(now, timeZone);
  const from = today.subtract({ days: DIAGNOSED_DAYS }).toString();
  return { from, to: today.subtract({ days: 1 }).toString(), timeZone };
}
