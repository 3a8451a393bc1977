import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, monthOf, periodEnd, periodStart } from "./periods";

const zones = [
  "UTC",
  "Europe/Warsaw",
  "America/New_York",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "Australia/Lord_Howe",
];

describe("a period", () => {
  test("holds each instant exactly once, in every zone", () => {
    const at = fc.date({ min: new Date("2011-01-01"), max: new Date("2030-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(
        at,
        fc.constantFrom(...zones),
        fc.constantFrom("day" as const, "month" as const),
        (instant, zone, period) => {
          const start = periodStart(period, instant, zone);
          const end = periodEnd(period, instant, zone);
          expect(start <= instant && instant < end).toBe(true);
          expect(periodStart(period, end, zone)).toEqual(end);
          expect(periodStart(period, new Date(end.getTime() - 1), zone)).toEqual(start);
        },
      ),
    );
  });

  test("has 23 hours on the day the clocks go forward", () => {
    const noon = new Date("2026-03-08T17:00:00Z");
    const hours =
      (periodEnd("day", noon, "America/New_York").getTime() -
        periodStart("day", noon, "America/New_York").getTime()) /
      3_600_000;
    expect(hours).toBe(23);
  });

  test("begins at the zone's own midnight", () => {
    const at = new Date("2026-11-30T23:30:00Z");
    expect(dayOf(at, "Europe/Warsaw")).toBe("2026-12-01");
    expect(monthOf(at, "UTC")).toBe("2026-11-01");
    expect(periodStart("month", at, "Asia/Kathmandu").toISOString()).toBe("2026-11-30T18:15:00.000Z");
  });

  test("goes on over the day that Apia skipped", () => {
    const lastMoment = new Date("2011-12-30T09:59:59Z");
    expect(dayOf(lastMoment, "Pacific/Apia")).toBe("2011-12-29");
    expect(periodEnd("day", lastMoment, "Pacific/Apia").toISOString()).toBe("2011-12-30T10:00:00.000Z");
  });
});
