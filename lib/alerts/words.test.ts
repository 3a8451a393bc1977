import { describe, expect, test } from "vitest";
import { readPayload } from "./payload";
import { sentenceOf } from "./words";

const names = new Map([
  ["m7", "Member 07"],
  ["d1", "Engineering"],
  ["p1", "Premium"],
  ["k1", "CI"],
  ["a1", "Contracts"],
  ["t1", "Member 07"],
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
  limit: "8000000000000",
  spent: "6400000000000",
};
const threshold = (change: object) =>
  sentenceOf(readPayload("threshold", { ...november, ...change }), names, "Europe/Warsaw");

describe("an alert in words", () => {
  test.each([
    [{}, "Member 07's November budget: 80% used, $1.60 left of $8.00"],
    [{ percent: 100, spent: "8000000000000" }, "Member 07's November budget: used up, nothing left of $8.00"],
    [{ percent: 100, spent: "8200000000000" }, "Member 07's November budget: used up, $8.20 used of $8.00"],
    [
      { percent: 95, spent: "7999999999999" },
      "Member 07's November budget: 99% used, <$0.0001 left of $8.00",
    ],
    [{ scopeId: "gone" }, "A member's November budget: 80% used, $1.60 left of $8.00"],
    [{ scope: "org", scopeId: null }, "The organisation's November budget: 80% used, $1.60 left of $8.00"],
    [{ scope: "self" }, "Member 07's own November budget: 80% used, $1.60 left of $8.00"],
    [{ scope: "department", scopeId: "d1" }, "Engineering's November budget: 80% used, $1.60 left of $8.00"],
    [
      { scope: "department_member", scopeId: "d1", subjectId: "m7" },
      "Member 07's November budget in Engineering: 80% used, $1.60 left of $8.00",
    ],
    [
      { scope: "plan", scopeId: "p1", subjectId: "m7", unit: "messages", limit: "100", spent: "81" },
      "Member 07's November budget by the plan Premium: 81% used, 19 messages left of 100 messages",
    ],
    [
      { scope: "model", scopeId: "openai/gpt-4o", unit: "tokens", limit: "1000000", spent: "800000" },
      "The November budget for openai/gpt-4o: 80% used, 200,000 tokens left of 1,000,000 tokens",
    ],
    [
      { scope: "api_key", scopeId: "k1" },
      "The November budget for the key “CI”: 80% used, $1.60 left of $8.00",
    ],
    [
      { scope: "assistant", scopeId: "a1" },
      "The November budget for the assistant “Contracts”: 80% used, $1.60 left of $8.00",
    ],
    [
      { scope: "assistant", scopeId: "gone" },
      "An assistant's November budget: 80% used, $1.60 left of $8.00",
    ],
    [
      { scope: "thread", scopeId: "t1", period: "total" },
      "Member 07's budget for one thread: 80% used, $1.60 left of $8.00",
    ],
    [
      { scope: "thread", scopeId: "gone", period: "total" },
      "A thread's budget: 80% used, $1.60 left of $8.00",
    ],
    [
      { percent: 100, limit: "1500000000", spent: "1400000000", refusedModel: "openai/gpt-4o" },
      "Member 07's November budget: used up, $0.0001 left of $0.0015 is too little for an answer by openai/gpt-4o",
    ],
    [
      { percent: 100, limit: "1000", spent: "900", unit: "tokens", refusedModel: "openai/gpt-4o" },
      "Member 07's November budget: used up, 100 tokens left of 1,000 tokens is too little for an answer by openai/gpt-4o",
    ],
    [
      { percent: 100, spent: "8000000000000", refusedModel: "openai/gpt-4o" },
      "Member 07's November budget: used up, nothing left of $8.00",
    ],
    [
      { percent: 100, limit: "0", spent: "6400000000000" },
      "Member 07's November budget: used up, $6.40 used of $0.00",
    ],
    [{ period: "day" }, "Member 07's budget for 1 November: 80% used, $1.60 left of $8.00"],
    [{ period: "week" }, "Member 07's budget for the week of 1 November: 80% used, $1.60 left of $8.00"],
    [{ period: "total" }, "Member 07's budget: 80% used, $1.60 left of $8.00"],
  ])("of %j", (change, sentence) => {
    expect(threshold(change)).toBe(sentence);
  });

  test("of an overrun", () => {
    const payload = { attemptId: "a", userId: "m7", model: "openai/gpt-4o", overrunPicoUsd: "120000000000" };
    expect(sentenceOf(readPayload("overrun", payload), names, "UTC")).toBe(
      "openai/gpt-4o charged $0.12 more than was held for a call of Member 07",
    );
  });

  test.each([
    [
      "forecast",
      {
        ...{
          budgetId: "b1",
          userId: "m7",
          month: "2026-11",
          limit: "8000000000000",
          crossesOn: "2026-11-24",
        },
        ...{ expectedPicoUsd: "9100000000000", lowPicoUsd: "8200000000000", highPicoUsd: "10400000000000" },
      },
      "Member 07's November budget of $8.00 is expected to run out on 24 November: all of the month would take $9.10 (likely $8.20 to $10.40)",
    ],
    [
      "forecast",
      {
        ...{
          budgetId: "b1",
          userId: null,
          month: "2026-11",
          limit: "8005000000000",
          crossesOn: "2026-11-24",
        },
        ...{ expectedPicoUsd: "9100000000000", lowPicoUsd: "8200000000000", highPicoUsd: "10400000000000" },
      },
      "The organisation's November budget of $8.005 is expected to run out on 24 November: all of the month would take $9.10 (likely $8.20 to $10.40)",
    ],
    [
      "forecast",
      {
        ...{ budgetId: "b1", userId: null, scope: "model", scopeId: "openai/gpt-4o", month: "2026-11" },
        ...{ limit: "8000000000000", crossesOn: "2026-11-24", expectedPicoUsd: "9100000000000" },
        ...{ lowPicoUsd: "8200000000000", highPicoUsd: "10400000000000" },
      },
      "The November budget for openai/gpt-4o of $8.00 is expected to run out on 24 November: all of the month would take $9.10 (likely $8.20 to $10.40)",
    ],
    [
      "anomaly",
      {
        ...{ day: "2026-11-21", costPicoUsd: "31000000000000" },
        ...{ expectedPicoUsd: "10000000000000", impactPicoUsd: "21000000000000" },
      },
      "$31.00 was spent on 21 November, $21.00 more than the $10.00 of days like it",
    ],
    [
      "unpriced",
      { model: "compatible/local", day: "2026-11-21" },
      "compatible/local has no price: what it cost on 21 November is not known, and no budget in dollars counts it",
    ],
    [
      "provider",
      { provider: "openai", failed: 7, calls: 20, since: "2026-11-21T10:00:00.000Z" },
      "openai is failing: 7 of its last 20 calls within 10 minutes failed",
    ],
  ] as const)("of %s", (kind, payload, sentence) => {
    expect(sentenceOf(readPayload(kind, payload), names, "UTC")).toBe(sentence);
  });
});
