import { describe, expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import type { Exposure, PlanExposure } from "@/lib/reports/types";
import {
  limitWords,
  onLimitWords,
  originWords,
  SCOPE_GROUPS,
  thresholdWords,
  whomWords,
} from "./budget-words";
import { exposureWarning, exposureWords, modelsWords, notOfferedWords, planWords } from "./plan-words";
import { standsInFor } from "./stands-in";
import type { MemberLimit } from "./types";

test("a limit is said with its unit and period", () => {
  expect(limitWords({ limit: parseUsd("5"), unit: "usd", period: "month" })).toBe("$5.00 a month");
  expect(limitWords({ limit: parseUsd("0.00085"), unit: "usd", period: "day" })).toBe("$0.00085 a day");
  expect(limitWords({ limit: 1n, unit: "messages", period: "day" })).toBe("1 message a day");
  expect(limitWords({ limit: 2_000_000n, unit: "tokens", period: "total" })).toBe(
    "2,000,000 tokens in total",
  );
});

test("what happens at a limit fits a table's cell", () => {
  expect(onLimitWords({ onLimit: "block", downgradeTo: null })).toBe("Stops");
  expect(onLimitWords({ onLimit: "notify", downgradeTo: null })).toBe("Only tells");
  expect(onLimitWords({ onLimit: "downgrade", downgradeTo: "openrouter/openai/gpt-4o-mini" })).toBe(
    "openai/gpt-4o-mini answers",
  );
});

test("where a budget of an API key is set it is said that no forecast is told of it, and of no other", () => {
  const silent = SCOPE_GROUPS.filter(({ description }) => description.includes("No forecast is told of it"));
  expect(silent.map(({ scope }) => scope)).toEqual(["api_key"]);
});

test("the admins are always told at the limit itself, also where no other threshold was chosen", () => {
  expect(thresholdWords([95, 50, 80])).toBe("50, 80, 95 and 100%");
  expect(thresholdWords([100])).toBe("100%");
  expect(thresholdWords([])).toBe("100%");
});

test.each([
  [{ scope: "org", scopeName: null }, "Organisation", "Everybody"],
  [{ scope: "department", scopeName: "Sales" }, "Department “Sales”, shared", "Sales"],
  [{ scope: "department_member", scopeName: "Sales" }, "Department “Sales”, each member", "Sales"],
  [{ scope: "plan", scopeName: "Basic" }, "Plan “Basic”", "Basic"],
  [{ scope: "member", scopeName: "Member 07" }, "Set for Member 07", "Member 07"],
  [{ scope: "self", scopeName: "Member 07" }, "Own limit", "Member 07"],
] as const)("%j says where it comes from", (named, origin, whom) => {
  expect(originWords(named)).toBe(origin);
  expect(whomWords(named)).toBe(whom);
});

test("a budget of a thread names its member, and one of something that is gone says so", () => {
  expect(whomWords({ scope: "thread", scopeName: "Member 07" })).toBe("A thread of Member 07");
  expect(whomWords({ scope: "api_key", scopeName: null })).toBe("No longer there");
});

function limitOf(values: Partial<MemberLimit>): MemberLimit {
  return {
    ...{ budgetId: "1", scope: "plan", scopeId: "p", period: "month", unit: "usd", onLimit: "block" },
    ...{ limit: 1n, effectiveLimit: 1n, downgradeTo: null, thresholds: [], subjectId: "" },
    ...{ spent: 0n, reserved: 0n, remaining: 1n, startsAt: new Date(0), resetsAt: null },
    ...{ scopeName: "Basic", overridden: false },
    ...values,
  };
}

describe("standsInFor", () => {
  const plan = limitOf({ overridden: true });
  const member = limitOf({ budgetId: "2", scope: "member", scopeName: "Member 07" });
  const others = [
    limitOf({ budgetId: "3", scope: "org" }),
    limitOf({ budgetId: "4", scope: "self" }),
    limitOf({ budgetId: "5", scope: "member", unit: "tokens" }),
    limitOf({ budgetId: "6", scope: "member", period: "day" }),
    limitOf({ budgetId: "7", scope: "department_member", onLimit: "notify" }),
    limitOf({ budgetId: "8", scope: "department_member", overridden: true }),
  ];

  test("is the more specific limit that counts the same", () => {
    expect(standsInFor(plan, [plan, ...others, member])?.budgetId).toBe("2");
  });

  test("is nothing for a limit that holds itself", () => {
    expect(standsInFor(member, [plan, ...others, member])).toBeNull();
  });
});

const exposure = (values: Partial<Exposure> = {}): Exposure => ({
  monthPicoUsd: parseUsd("120"),
  messagePicoUsd: parseUsd("0.12"),
  model: "gpt-4",
  messages: 1000n,
  missing: null,
  ...values,
});

const plan = (values: Partial<PlanExposure> = {}): PlanExposure => ({
  ...{ planId: "1", name: "Basic", models: null, inputTokensMax: 2000, outputTokensMax: 1000 },
  ...{ requestPicoUsdMax: null, members: 1, activeMembers: 1, messages: 1000n, exposure: exposure() },
  ...values,
});

describe("the worst case of a plan", () => {
  test("says what it is made of, or what is missing", () => {
    expect(exposureWords(exposure())).toBe("at most 1,000 × $0.12 with gpt-4");
    expect(exposureWords(exposure({ messages: null, missing: "messages", monthPicoUsd: null }))).toBe(
      "no messages a month are set",
    );
    expect(exposureWords(exposure({ model: null, messagePicoUsd: 0n }))).toBe(
      "none of its models is offered",
    );
    const inDollars = { monthPicoUsd: parseUsd("25") };
    expect(exposureWords(exposure({ ...inDollars, messages: null }))).toBe("its budget in dollars");
    expect(exposureWords(exposure(inDollars))).toBe("its budget in dollars");
  });

  const warn = (plans: PlanExposure[], total: string | null, org: string | null) =>
    exposureWarning({
      plans,
      totalPicoUsd: total === null ? null : parseUsd(total),
      orgMonthPicoUsd: org === null ? null : parseUsd(org),
    });

  test("warns where all plans together are above the organisation's month", () => {
    expect(warn([plan()], "1200", "1000")).toBe(
      "If every member used up their plan, it would cost $1,200.00 a month. The organisation’s budget is $1,000.00: some would be stopped before their plan says so.",
    );
    expect(warn([plan()], "1000", "1000")).toBeNull();
    expect(warn([plan()], "1200", null)).toBeNull();
  });

  test("names the plans in use that have no bound", () => {
    const open = exposure({ monthPicoUsd: null, missing: "output" });
    const plans = [
      plan(),
      plan({ name: "Free", exposure: open }),
      plan({ name: "Old", activeMembers: 0, exposure: open }),
    ];
    expect(warn(plans, null, null)).toBe(
      "What members with Free can cost in a month has no bound, and the organisation has no monthly budget that would stop them.",
    );
    expect(warn(plans, null, "1000")).toContain("only the organisation’s $1,000.00 a month stops them");
    expect(warn([plan({ activeMembers: 0, exposure: open })], null, null)).toBeNull();
  });

  test("fits one line where there is no room for a table", () => {
    expect(planWords(plan({ requestPicoUsdMax: parseUsd("0.01") }))).toBe(
      "1,000 messages, 2,000 tokens in, 1,000 tokens out, $0.01 a message, 1 member",
    );
    expect(planWords(plan({ messages: null, inputTokensMax: null, outputTokensMax: null, members: 0 }))).toBe(
      "0 members",
    );
  });

  test("names a few of its models", () => {
    expect(modelsWords({ models: null })).toBe("Every model");
    expect(modelsWords({ models: ["openai/gpt-4o", "gpt-5"] })).toBe("gpt-4o, gpt-5");
    expect(modelsWords({ models: ["a", "b", "c", "d", "e"] })).toBe("a, b, c and 2 more");
  });
});

test("models of a plan that nobody offers are said", () => {
  const offered = [{ id: "openai/gpt-4o", name: "gpt-4o" }];
  expect(notOfferedWords({ models: null }, offered)).toBeNull();
  expect(notOfferedWords({ models: ["gpt-4o", "openai/gpt-4o"] }, offered)).toBeNull();
  expect(notOfferedWords({ models: ["gpt-4o", "openai/gpt-5"] }, offered)).toBe("gpt-5 is not offered");
  expect(notOfferedWords({ models: ["a", "b"] }, offered)).toBe("2 models are not offered");
});
