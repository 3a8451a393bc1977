import { describe, expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import {
  byteWords,
  countWords,
  durationWords,
  monthsWords,
  numberWords,
  percentWords,
  perDollarWords,
  timesInColumn,
  timesWords,
  tokenWords,
  usdOr,
  usdWords,
} from "./words";

describe("the words of planning", () => {
  test("tell dollars with cents, and fractions with the digits that count", () => {
    const amounts = [
      "0",
      "0.0975",
      "0.4875",
      "1.95",
      "61.65",
      "0.009",
      "0.007875",
      "0.0002925",
      "0.00000001",
    ].map(parseUsd);
    const words = [
      "$0.00",
      "$0.0975",
      "$0.4875",
      "$1.95",
      "$61.65",
      "$0.0090",
      "$0.00788",
      "$0.000293",
      "$0.00000001",
    ];
    expect(amounts.map((amount) => usdWords(amount))).toEqual(words);
    expect(usdWords(-parseUsd("0.5"))).toBe("−$0.50");
    expect(usdWords(parseUsd("0.01"))).toBe("$0.01");
    expect(usdWords(-parseUsd("0.5"), 4), "in a column").toBe("−$0.5000");
  });

  test("stand below each other in a column", () => {
    expect([1, 22.5, 1353.336, null].map(timesInColumn)).toEqual(["1.00 ×", "22.50 ×", "1,353.34 ×", "n/a"]);
  });

  test("say n/a, never or free rather than NaN", () => {
    const words = [
      usdOr(null),
      timesWords(null),
      percentWords(null),
      monthsWords(null),
      perDollarWords(null),
    ];
    expect(words).toEqual(["n/a", "n/a", "n/a", "never", "free"]);
  });

  test("tell counts of any size", () => {
    expect([countWords(4_000n), countWords(10n ** 18n), numberWords(-1.234)]).toEqual([
      "4,000",
      "1E18",
      "−1.23",
    ]);
    expect([999, 9_500, 999_950, 61_650_000, 2e9, 3e12].map(tokenWords)).toEqual([
      ...["999", "9.5k", "1M", "61.7M", "2B", "3T"],
    ]);
    expect([timesWords(50 / 3), percentWords(-0.4), percentWords(6.2), perDollarWords(1e12 / 3e6)]).toEqual([
      ...["16.67 ×", "−40%", "620%", "333,333"],
    ]);
  });

  test("tell sizes and times", () => {
    expect([0, 999, 1_000, 84_200_000, 1e18].map(byteWords)).toEqual([
      ...["0 bytes", "999 bytes", "1 kB", "84.2 MB", "1,000 PB"],
    ]);
    expect([10_575, 81_780, 1_353_600, 7_200_000, 8_640_000_000].map(durationWords)).toEqual([
      ...["10.6 s", "1 min 22 s", "22 min 34 s", "2 h 0 min", "100 days"],
    ]);
    expect([0, 0.01, 0.2, 5 / 3].map(monthsWords)).toEqual(["at once", "1 day", "6 days", "1.7 months"]);
  });
});
