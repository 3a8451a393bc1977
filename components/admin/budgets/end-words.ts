import { clockTime, dayAndTime, shortDay } from "@/components/shell/clock-words";

/** When a top-up ends, as it was chosen: "the end of 24 Nov"; "24 Nov, 15:10" where it was ended by hand. */
export function endWords(endsAt: Date, timeZone: string): string {
  if (clockTime(endsAt, timeZone) !== "00:00") return dayAndTime(endsAt, timeZone);
  return `the end of ${shortDay(new Date(endsAt.getTime() - 1), timeZone)}`;
}
