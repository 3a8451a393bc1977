import { describe, expect, test } from "vitest";
import { parseBegin, parsePerMillion } from ".";

describe("parsePerMillion", () => {
  test("reads dollars per 1M tokens exactly", () => {
    expect(parsePerMillion("2.50")).toBe(2_500_000n);
    expect(parsePerMillion(" $0.075 ")).toBe(75_000n);
    expect(parsePerMillion("0.000001")).toBe(1n);
    expect(parsePerMillion("0")).toBe(0n);
  });

  test.each(["", "-1", "1e3", "2,50", "0.0000001", "free"])("says what to enter instead of %j", (text) => {
    expect(() => parsePerMillion(text)).toThrow("Enter dollars per 1M tokens with at most six decimals");
  });
});

describe("parseBegin", () => {
  test("reads a day and a time on the clocks of a zone", () => {
    expect(parseBegin("2026-12-01", "Europe/Warsaw")).toEqual(new Date("2026-11-30T23:00:00Z"));
    expect(parseBegin("2026-12-01T09:30", "Asia/Kathmandu")).toEqual(new Date("2026-12-01T03:45:00Z"));
  });

  test("takes an hour that a clock change skips for the one after it", () => {
    expect(parseBegin("2027-03-28T02:30", "Europe/Warsaw")).toEqual(new Date("2027-03-28T01:30:00Z"));
  });

  test.each(["", "soon", "2026-02-30", "01.12.2026", "2026-12-01T25:00"])("refuses %j", (text) => {
    expect(() => parseBegin(text, "UTC")).toThrow("Give a day such as 2026-12-01");
  });
});
