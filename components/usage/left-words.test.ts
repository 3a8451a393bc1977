import { expect, test } from "vitest";
import { standing } from "@/components/shell/testing";
import { parseUsd } from "@/lib/money";
import { shareWords } from "./budget-share";
import { leftOrOver } from "./left-words";
import { isUsedUp, tightestOf } from "./tightest";

test("what is left is said in its unit, and by how much more was spent than the limit", () => {
  expect(leftOrOver(standing({ limit: "5", spent: "1.88" }))).toBe("$3.12 left");
  expect(leftOrOver({ ...standing({ limit: "5", spent: "1.88" }), estimated: 1n })).toBe("≈ $3.12 left");
  expect(leftOrOver({ ...standing({ limit: "5", spent: "6.2" }), estimated: 1n })).toBe("over by ≈ $1.20");
  expect(leftOrOver({ ...standing({ limit: "5", spent: "5" }), estimated: 0n })).toBe("$0.00 left");
  expect(leftOrOver(standing({ unit: "messages", limit: "5", spent: "5" }))).toBe("0 left");
  expect(leftOrOver(standing({ limit: "5", spent: "6.2" }))).toBe("over by $1.20");
});

test("a share of a limit never reads as all of it where it is more", () => {
  expect(shareWords({ spent: parseUsd("4"), limit: parseUsd("8") })).toBe("50% of $8.00");
  expect(shareWords({ spent: parseUsd("8"), limit: parseUsd("8") })).toBe("100% of $8.00");
  const over = { spent: parseUsd("9.2"), limit: parseUsd("8") };
  expect(shareWords(over)).toBe("Over $8.00 by $1.20");
  expect(shareWords({ ...over, estimated: 1n })).toBe("Over $8.00 by ≈ $1.20");
  expect(shareWords({ spent: 96n, limit: 100n, unit: "messages" })).toBe("96% of 100 messages");
});

test("the tightest budget is the one of which the largest part is used, whatever its unit", () => {
  const [dollars, messages] = [
    standing({ scope: "org", limit: "100", spent: "50" }),
    standing({ scope: "org", unit: "messages", limit: "10", spent: "9" }),
  ];
  expect(tightestOf([dollars, messages])).toBe(messages);
  expect(tightestOf([])).toBeUndefined();
});

test("a budget with a cheaper model is not used up", () => {
  expect(isUsedUp(standing({ unit: "messages", limit: "3", spent: "3" }))).toBe(true);
  expect(isUsedUp(standing({ limit: "3", spent: "2.99" }))).toBe(false);
  expect(isUsedUp(standing({ limit: "3", spent: "3", downgradeTo: "x/y" }))).toBe(false);
});
