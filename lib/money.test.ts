import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  columnDigits,
  formatAbout,
  formatAmount,
  formatExactUsd,
  formatLimit,
  formatUsd,
  parseUsd,
  toDecimalUsd,
} from "./money";

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

describe("a column of amounts", () => {
  test("has four decimals as soon as one amount needs them, so that every point is in its place", () => {
    const amounts = ["12.34", "0.0312", "0"].map(parseUsd);
    const digits = columnDigits(amounts);
    expect(amounts.map((amount) => formatUsd(amount, digits))).toEqual(["$12.3400", "$0.0312", "$0.0000"]);
    expect(formatUsd(1n, digits)).toBe("<$0.0001");
  });

  test("has cents where those say enough", () => {
    expect(columnDigits(["12.34", "0.1", "0"].map(parseUsd))).toBe(2);
    expect(columnDigits([])).toBe(2);
  });
});

describe("a limit", () => {
  test.each([
    ["5", "$5.00"],
    ["0.00085", "$0.00085"],
    ["0.125", "$0.125"],
    ["12345.67", "$12,345.67"],
    ["0.000000000001", "$0.000000000001"],
    ["0", "$0.00"],
  ])("of %s dollars is shown as %s", (usd, text) => {
    expect(formatExactUsd(parseUsd(usd))).toBe(text);
    expect(formatLimit(parseUsd(usd), "usd")).toBe(text);
  });

  test.each([
    [1n, "messages", "1 message"],
    [1_200n, "messages", "1,200 messages"],
    [1_000_000n, "tokens", "1,000,000 tokens"],
  ] as const)("of %s %s is shown as %s", (amount, unit, text) => {
    expect(formatLimit(amount, unit)).toBe(text);
    expect(formatAmount(amount, unit)).toBe(text);
  });
});

test.each([
  [420_000_000_000n, true, "$0.42"],
  [420_000_000_000n, false, "≈ $0.42"],
  [1n, false, "<$0.0001"],
])("formatAbout shows %s, exact: %s, as %s", (amount, isExact, text) => {
  expect(formatAbout(amount, isExact)).toBe(text);
});
