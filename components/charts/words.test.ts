import { describe, expect, test } from "vitest";
import {
  dayAfterLabel,
  dayLabel,
  fractionOf,
  knownLabel,
  monthLabel,
  percentLabel,
  shortMonthLabel,
  tokensLabel,
} from "./words";

describe("words of charts", () => {
  test("names days and months without moving them to the reader's zone", () => {
    expect(dayLabel("2026-11-01")).toBe("1 Nov");
    expect(dayAfterLabel("2026-12-31")).toBe("1 Jan");
    expect(monthLabel("2026-11", "2026-12-31")).toBe("November");
    expect(shortMonthLabel("2026-09")).toBe("Sep");
    expect(monthLabel("2025-12", "2026-01-01")).toBe("December 2025");
  });

  test("shortens tokens", () => {
    expect([0, 999, 1000, 41_234, 999_949, 999_950, 3_400_000].map(tokensLabel)).toEqual([
      "0",
      "999",
      "1.0k",
      "41.2k",
      "999.9k",
      "1.0M",
      "3.4M",
    ]);
  });

  test("never rounds a part up to a whole or down to nothing", () => {
    expect(percentLabel(1n, 1_000_000n)).toBe("<1%");
    expect(percentLabel(0n, 8n)).toBe("0%");
    expect(percentLabel(999n, 1000n)).toBe("99%");
    expect(percentLabel(104n, 100n)).toBe("104%");
    expect(percentLabel(0n, 0n)).toBe("100%");
  });

  test("never says nothing of what is not known", () => {
    const sum = (costPicoUsd: bigint, calls: number, unpriced: number) =>
      knownLabel({ costPicoUsd, estimatedPicoUsd: 0n, calls, unpriced });
    expect([sum(0n, 2, 2), sum(0n, 3, 2), sum(10n ** 12n, 1_300, 1_200), sum(0n, 1, 0)]).toEqual([
      ...["unpriced", "$0.00 + 2 unpriced", "$1.00 + 1,200 unpriced", "$0.00"],
    ]);
  });

  test("fills a bar by the part of the limit", () => {
    expect(fractionOf(1n, 4n)).toBe(0.25);
    expect(fractionOf(0n, 0n)).toBe(1);
  });
});
