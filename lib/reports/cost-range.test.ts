import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { bucketsOf, costRangeOf } from "./cost-range";
import type { CostPreset } from "./cost-types";

const at = (now: string, timeZone = "UTC") => ({ now: new Date(now), timeZone });
const ends = (preset: CostPreset, now: string, timeZone = "UTC") => {
  const { from, to } = costRangeOf({ preset }, at(now, timeZone));
  return [from, to];
};

describe("costRangeOf", () => {
  test.each<[CostPreset, string, string]>([
    ["today", "2026-11-22", "2026-11-22"],
    ["7d", "2026-11-16", "2026-11-22"],
    ["30d", "2026-10-24", "2026-11-22"],
    ["month", "2026-11-01", "2026-11-22"],
    ["last-month", "2026-10-01", "2026-10-31"],
    ["quarter", "2026-10-01", "2026-11-22"],
    ["year", "2026-01-01", "2026-11-22"],
    ["12m", "2025-11-23", "2026-11-22"],
  ])("%s is %s to %s on 22 November 2026", (preset, from, to) => {
    expect(ends(preset, "2026-11-22T12:00:00Z")).toEqual([from, to]);
  });

  test("turns over at the organisation's midnight, also where the clocks change that night", () => {
    expect(ends("month", "2026-10-31T22:59:59Z", "Europe/Warsaw")).toEqual(["2026-10-01", "2026-10-31"]);
    expect(ends("month", "2026-10-31T23:00:00Z", "Europe/Warsaw")).toEqual(["2026-11-01", "2026-11-01"]);
    expect(ends("today", "2026-10-24T21:59:59Z", "Europe/Warsaw")).toEqual(["2026-10-24", "2026-10-24"]);
    expect(ends("today", "2026-10-25T22:59:59Z", "Europe/Warsaw")).toEqual(["2026-10-25", "2026-10-25"]);
    expect(ends("7d", "2026-11-02T04:59:59Z", "America/New_York")).toEqual(["2026-10-26", "2026-11-01"]);
    expect(ends("7d", "2026-11-02T05:00:00Z", "America/New_York")).toEqual(["2026-10-27", "2026-11-02"]);
    expect(ends("today", "2026-10-31T10:59:59Z", "Pacific/Apia")).toEqual(["2026-10-31", "2026-10-31"]);
    expect(ends("today", "2026-10-31T11:00:00Z", "Pacific/Apia")).toEqual(["2026-11-01", "2026-11-01"]);
  });

  test("ends the months before on their last days, also of February", () => {
    expect(ends("last-month", "2028-03-31T12:00:00Z")).toEqual(["2028-02-01", "2028-02-29"]);
    expect(ends("12m", "2028-02-29T12:00:00Z")).toEqual(["2027-03-01", "2028-02-29"]);
    expect(ends("quarter", "2027-01-01T12:00:00Z")).toEqual(["2027-01-01", "2027-01-01"]);
  });

  test("has as many days right before it, every hour of two years in three zones", () => {
    const presets: CostPreset[] = ["today", "7d", "30d", "month", "last-month", "quarter", "year", "12m"];
    for (const timeZone of ["Europe/Warsaw", "America/New_York", "Pacific/Apia"]) {
      for (let hour = 0; hour < 2 * 365 * 24; hour += 7) {
        const clock = { now: new Date(Date.UTC(2025, 0, 1, hour)), timeZone };
        const preset = presets[hour % presets.length] ?? "today";
        const { from, to, days, before } = costRangeOf({ preset }, clock);
        const length = (a: string, b: string) => Temporal.PlainDate.from(a).until(b).days + 1;
        expect(length(from, to)).toBe(days);
        expect(length(before.from, before.to)).toBe(days);
        expect(length(before.to, from)).toBe(2);
      }
    }
  });

  test("takes a custom range up to today", () => {
    const clock = at("2026-11-22T12:00:00Z");
    expect(costRangeOf({ preset: "custom", from: "2026-11-20", to: "2027-01-01" }, clock)).toMatchObject({
      from: "2026-11-20",
      to: "2026-11-22",
      days: 3,
      before: { from: "2026-11-17", to: "2026-11-19" },
    });
  });

  test.each([
    ["2026-11-23", "2026-11-24"],
    ["2026-11-21", "2026-11-20"],
    ["2026-02-30", "2026-03-02"],
    ["2026-11-1", "2026-11-20"],
    ["", "2026-11-20"],
    [undefined, undefined],
    ["2020-01-01", "2026-11-20"],
  ])("refuses %s to %s", (from, to) => {
    expect(() => costRangeOf({ preset: "custom", from, to }, at("2026-11-22T12:00:00Z"))).toThrow(
      expect.objectContaining({ code: "invalid" }),
    );
  });
});

describe("bucketsOf", () => {
  const range = { from: "2026-10-29", to: "2026-11-09" };

  test("begins with the first day of the range, whatever the bucket", () => {
    expect(bucketsOf(range, "month")).toEqual(["2026-10-29", "2026-11-01"]);
    expect(bucketsOf(range, "week")).toEqual(["2026-10-29", "2026-11-02", "2026-11-09"]);
    expect(bucketsOf(range, "day")).toHaveLength(12);
  });
});
