import { describe, expect, test } from "vitest";
import { readPayload } from "./payload";
import { sentenceOf } from "./words";

const names = new Map([
  ["m7", "Member 07"],
  ["d1", "Engineering"],
  ["p1", "Premium"],
  ["k1", "CI"],
]);

const november = {
  budgetId: "b1",
  subjectId: "",
  scope: "member",
  scopeId: "m7",
  period: "month",
  unit: "usd",
  startsAt: "2026-10-31T23:00:00.000Z",
  percent: 80,
  limit: "5000000000000",
  spent: "4100000000000",
};
const threshold = (change: object) =>
  sentenceOf(readPayload("threshold", { ...november, ...change }), names, "Europe/Warsaw");

describe("an alert in words", () => {
  test.each([
    [{}, "Member 07's November budget of $5.00 has reached 80 %"],
    [{ percent: 100 }, "Member 07's November budget of $5.00 is used up"],
    [{ scopeId: "gone" }, "A member's November budget of $5.00 has reached 80 %"],
    [{ scope: "org", scopeId: null }, "The organisation's November budget of $5.00 has reached 80 %"],
    [{ scope: "self" }, "Member 07's own November budget of $5.00 has reached 80 %"],
    [{ scope: "department", scopeId: "d1" }, "Engineering's November budget of $5.00 has reached 80 %"],
    [
      { scope: "department_member", scopeId: "d1", subjectId: "m7" },
      "Member 07's November budget of $5.00 in Engineering has reached 80 %",
    ],
    [
      { scope: "plan", scopeId: "p1", subjectId: "m7", unit: "messages", limit: "100" },
      "Member 07's November budget of 100 messages by the plan Premium has reached 80 %",
    ],
    [
      { scope: "model", scopeId: "openai/gpt-4o", unit: "tokens", limit: "1000000" },
      "The November budget of 1,000,000 tokens for openai/gpt-4o has reached 80 %",
    ],
    [{ scope: "api_key", scopeId: "k1" }, "The November budget of $5.00 for the key “CI” has reached 80 %"],
    [{ scope: "thread", scopeId: "t1" }, "A thread's November budget of $5.00 has reached 80 %"],
    [{ period: "day" }, "Member 07's budget of $5.00 for 1 November has reached 80 %"],
    [{ period: "week" }, "Member 07's budget of $5.00 for the week of 1 November has reached 80 %"],
    [{ period: "total" }, "Member 07's budget of $5.00 has reached 80 %"],
  ])("of %j", (change, sentence) => {
    expect(threshold(change)).toBe(sentence);
  });

  test("of an overrun", () => {
    const payload = { attemptId: "a", userId: "m7", model: "openai/gpt-4o", overrunPicoUsd: "120000000000" };
    expect(sentenceOf(readPayload("overrun", payload), names, "UTC")).toBe(
      "openai/gpt-4o charged $0.12 more than was held for a call of Member 07",
    );
  });
});
