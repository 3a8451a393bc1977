import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAbout, formatUsd, parseUsd, toDecimalUsd } from "./money";

describe("parseUsd", () => {
  test("reads cents and pico-dollars exactly", () => {
    expect(parseUsd("5")).toBe(5_000_000_000_000n);
    expect(parseUsd("0.000000000001")).toBe(1n);
  });

  test.each(["", "-1", "1e3", "NaN", "1,5", "0.1234567890123", "$5"])("refuses %j", (text) => {
    expect(() => parseUsd(text)).toThrow(RangeError);
  });

  test("and toDecimalUsd are each other's inverse", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9_000_000_000_000_000_000n }), (amount) => {
        expect(parseUsd(toDecimalUsd(amount))).toBe(amount);
      }),
    );
  });
});

describe("formatUsd", () => {
  test.each([
    [0n, "$0.00"],
    [1n, "<$0.0001"],
    [300_000_000n, "$0.0003"],
    [420_000_000_000n, "$0.42"],
    [4_880_000_000_000n, "$4.88"],
    [1_234_560_000_000_000n, "$1,234.56"],
    [-300_000_000n, "−$0.0003"],
  ])("shows %s pico-USD as %s", (amount, text) => {
    expect(formatUsd(amount)).toBe(text);
  });
});

test.each([
  [420_000_000_000n, true, "$0.42"],
  [420_000_000_000n, false, "≈ $0.42"],
  [1n, false, "<$0.0001"],
])("formatAbout shows %s, exact: %s, as %s", (amount, isExact, text) => {
  expect(formatAbout(amount, isExact)).toBe(text);
});
