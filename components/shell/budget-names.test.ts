import { describe, expect, test } from "vitest";
import { allowanceWords, budgetHeading, budgetName, leftWords, usedWords } from "./budget-names";
import { standing } from "./testing";

const zone = "Europe/Warsaw";
const used = { limit: "20", spent: "16" };

describe("a budget's name", () => {
  test.each([
    ["org", "The organisation’s November budget of $20.00"],
    ["department", "Your department’s November budget of $20.00"],
    ["department_member", "Your department’s November budget of $20.00 for each member"],
    ["plan", "Your plan’s November budget of $20.00"],
    ["member", "Your November budget of $20.00"],
    ["self", "Your own November limit of $20.00"],
    ["assistant", "This assistant’s November budget of $20.00"],
    ["thread", "This thread’s November budget of $20.00"],
    ["api_key", "This key’s November budget of $20.00"],
    ["model", "This model’s November budget of $20.00"],
  ] as const)("says of %s whose it is", (scope, name) => {
    expect(budgetName(standing({ ...used, scope }), zone)).toBe(name);
  });

  test.each([
    ["day", "usd", "Your budget for today of $20.00"],
    ["week", "messages", "Your budget for this week of 20 messages"],
    ["month", "tokens", "Your November budget of 20 tokens"],
    ["total", "usd", "Your budget of $20.00"],
  ] as const)("says for %s in %s how long and how much", (period, unit, name) => {
    expect(budgetName(standing({ ...used, period, unit }), zone)).toBe(name);
  });

  test("has a limit's every decimal, and the top-ups that hold now", () => {
    expect(budgetName(standing({ limit: "0.00085", spent: "0" }), zone)).toContain("of $0.00085");
    const topped = standing({ unit: "messages", limit: "100", spent: "0", effectiveLimit: 120n });
    expect(budgetName(topped, zone)).toContain("of 120 messages");
  });
});

describe("what is used", () => {
  test.each([
    ["org", "month", "The organisation has used 80% of its November budget of $20.00"],
    ["department", "week", "Your department has used 80% of its budget for this week of $20.00"],
    ["plan", "month", "You have used 80% of your plan’s November budget of $20.00"],
    ["member", "day", "You have used 80% of today’s $20.00"],
    ["self", "day", "You have used 80% of your own limit for today of $20.00"],
    ["thread", "total", "This thread has used 80% of its budget of $20.00"],
  ] as const)("of %s in a %s", (scope, period, words) => {
    expect(usedWords(standing({ ...used, scope, period }), 80, zone)).toBe(words);
  });
});

describe("an allowance of messages", () => {
  test.each([
    ["plan", "month", "Your plan allows 20 messages in November"],
    ["department_member", "week", "Your department allows you 20 messages this week"],
    ["department", "month", "Your department has 20 messages in November"],
    ["member", "day", "You have 20 messages today"],
    ["self", "day", "You allow yourself 20 messages today"],
    ["org", "total", "The organisation has 20 messages in all"],
    ["model", "day", "This model has 20 messages today"],
  ] as const)("of %s for a %s", (scope, period, words) => {
    expect(allowanceWords(standing({ ...used, scope, period, unit: "messages" }), zone)).toBe(words);
  });
});

test.each([
  ["plan", "messages", "November messages, your plan"],
  ["org", "tokens", "November tokens, whole organisation"],
] as const)("the heading of %s in %s is %s", (scope, unit, heading) => {
  expect(budgetHeading(standing({ ...used, scope, unit }), zone)).toBe(heading);
});

test.each([
  ["member", "month", "November budget"],
  ["department_member", "day", "Today’s budget"],
  ["org", "day", "Today’s budget, whole organisation"],
  ["plan", "week", "This week’s budget, your plan"],
  ["self", "month", "November limit, your own"],
  ["department", "total", "Total budget, your department"],
] as const)("the heading of %s for a %s is %s", (scope, period, heading) => {
  expect(budgetHeading(standing({ ...used, scope, period }), zone)).toBe(heading);
});

test.each([
  ["day", "usd", "$4.00 left today"],
  ["week", "messages", "4 messages left this week"],
  ["month", "tokens", "4 tokens left this month"],
  ["total", "usd", "$4.00 left"],
] as const)("what is left in a %s, in %s, is %s", (period, unit, words) => {
  const left = standing({ ...used, period, unit });
  expect(leftWords(left, left.remaining)).toBe(words);
});
