import { expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { usdOnPaper } from "./amounts";

test.each([
  ["4.35", "0", "$4.35"],
  ["0", "0", "$0.00"],
  ["0.0001", "0", "$0.0001"],
  ["4.350000000001", "0", "$4.35 (4.350000000001)"],
  ["0.0506", "0", "$0.0506"],
  ["0.05061", "0", "$0.0506 (0.05061)"],
  ["4.35", "0.01", "about $4.35"],
  ["0.000000000001", "0.000000000001", "<$0.0001 (0.000000000001)"],
])("%s dollars, of which %s are estimated, are %s on paper", (amount, estimated, words) => {
  expect(usdOnPaper(parseUsd(amount), parseUsd(estimated))).toBe(words);
});
