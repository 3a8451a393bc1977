import { describe, expect, test } from "vitest";
import type { BudgetRequest } from "@/lib/budgets/types";
import { answerWords, askedWords, lastDayOf } from "./request-words";

const WARSAW = "Europe/Warsaw";
const USD = 1_000_000_000_000n;
const now = new Date("2026-11-22T12:00:00Z");
/** The midnight after 30 November in Warsaw. */
const until = new Date("2026-11-30T23:00:00Z");

const budget = { budgetId: "b", scope: "member", period: "month", unit: "usd" } as const;

const request: BudgetRequest = {
  ...{ requestId: "r", budget, amount: 5n * USD, neededUntil: null, reason: "A report", state: "open" },
  ...{ createdAt: now, decidedAt: null, decidedByName: null, grantedAmount: null, grantedUntil: null },
  answer: null,
};

describe("the words of a request", () => {
  test("say how much, of what and until when", () => {
    expect(askedWords({ budget, amount: 5n * USD, until }, WARSAW, now)).toBe(
      "$5.00 more on the November budget, until the end of 30 Nov",
    );
    const messages = { ...budget, scope: "plan", period: "day", unit: "messages" } as const;
    expect(askedWords({ budget: messages, amount: 1n, until: null }, WARSAW, now)).toBe(
      "1 message more on today’s messages of your plan, for good",
    );
    const shared = [
      [{ scope: "department", period: "month" }, "the November budget of their department"],
      [{ scope: "org", period: "total" }, "the total budget of the whole organisation"],
    ] as const;
    for (const [of, words] of shared) {
      const asked = { budget: { ...budget, ...of }, amount: 5n * USD, until: null, whose: "their" } as const;
      expect(askedWords(asked, WARSAW, now)).toBe(`$5.00 more on ${words}, for good`);
    }
  });

  test("of an answer say what was given and by whom, and nothing before there is one", () => {
    expect(answerWords(request, WARSAW)).toBeNull();
    const decided = { ...request, decidedAt: now, decidedByName: "Member 07" };
    expect(
      answerWords({ ...decided, state: "approved", grantedAmount: 3n * USD, grantedUntil: until }, WARSAW),
    ).toBe("Your request was approved: $3.00 more, until the end of 30 Nov (Member 07, 22 Nov, 13:00).");
    expect(answerWords({ ...decided, state: "declined" }, WARSAW)).toBe(
      "Your request was declined (Member 07, 22 Nov, 13:00).",
    );
  });

  test("name the last day of what ends at midnight", () => {
    expect(lastDayOf(until, WARSAW)).toBe("2026-11-30");
    expect(lastDayOf(until, "America/New_York")).toBe("2026-11-30");
    expect(lastDayOf(new Date("2026-11-30T00:00:00Z"), "UTC")).toBe("2026-11-29");
  });
});
