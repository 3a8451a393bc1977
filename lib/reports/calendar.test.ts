import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDay, findMonth, isDay, readDay } from "./calendar";

describe("findDay", () => {
  test.each([
    ...["", "x", "2026", "2026-11", "2026-1-1", "2026-02-29", "2026-02-31", "2026-04-31", "2026-11-00"],
    ...["2026-00-10", "2026-13-01", "2026-11-32", "0000-01-01", "0001-01-01", "1969-12-31", "9999-12-31"],
    ...[
      "12026-01-01",
      "+012026-01-01",
      "-000001-01-01",
      "2026-11-22T00:00:00Z",
      "2026-11-22\n",
      "２０２６-11-22",
    ],
    ...["2026-11-22[u-ca=hebrew]", "2026-11-22\0", " 2026-11-22", undefined, null, 20261122, ["2026-11-22"]],
  ])("takes no %j for a day", (text) => {
    expect(findDay(text)).toBeNull();
    expect(() => readDay(text)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test("takes every day from 1970 on as it stands", () => {
    const days = fc.date({ min: new Date("1970-01-01"), max: new Date("9998-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const text = date.toISOString().slice(0, 10);
        expect(findDay(text)?.toString()).toBe(text);
        expect(findMonth(text.slice(0, 7))?.toString()).toBe(text.slice(0, 7));
      }),
      { numRuns: 2_000 },
    );
  });

  test("agrees with the calendar about every text of eight digits", () => {
    const digits = fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.nat(19), fc.nat(39));
    fc.assert(
      fc.property(digits, ([year, month, day]) => {
        const two = (number: number) => String(number).padStart(2, "0");
        const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
        const date = new Date(`${text}T00:00:00Z`);
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
        expect(isDay(text), text).toBe(exists && year >= 1970 && year <= 9_998);
      }),
      { numRuns: 2_000 },
    );
  });
});
