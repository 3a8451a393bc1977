import { expect, test } from "vitest";
import { clockTime, dayAndTime, longDay, monthName, resetWords, shortDay, timeUntil } from "./clock-words";

const now = new Date("2026-11-22T18:00:00Z");

test.each([
  ["2026-11-30T23:00:00Z", "9 days"],
  ["2026-11-23T18:00:00Z", "24 hours"],
  ["2026-11-22T19:00:00Z", "1 hour"],
  ["2026-11-22T18:34:00Z", "34 minutes"],
  ["2026-11-22T17:00:00Z", "1 minute"],
])("until %s is %s", (instant, words) => {
  expect(timeUntil(new Date(instant), now)).toBe(words);
});

test("days and times are those of the zone", () => {
  const instant = new Date("2026-11-30T23:00:00Z");
  expect(longDay(instant, "Europe/Warsaw")).toBe("1 December");
  expect(shortDay(instant, "UTC")).toBe("30 Nov");
  expect(clockTime(instant, "Europe/Warsaw")).toBe("00:00");
  expect(monthName(instant, "Europe/Warsaw")).toBe("December");
  expect(dayAndTime(instant, "UTC")).toBe("30 Nov, 23:00");
  expect(resetWords(instant, "Europe/Warsaw")).toBe("1 Dec, 00:00");
  expect(resetWords(null, "UTC")).toBe("never");
});
