import { describe, expect, test } from "vitest";
import type { BudgetStanding } from "@/lib/budgets/types";
import { parseUsd } from "@/lib/money";
import { budgetBrief, timeUntil } from "./budget-words";

const place = { timeZone: "Europe/Warsaw", now: new Date("2026-11-22T18:00:00Z") };

function standing(
  given: Partial<Pick<BudgetStanding, "scope" | "period">> & { limit: string; spent: string; held?: string },
): BudgetStanding {
  const period = given.period ?? "month";
  const limitPicoUsd = parseUsd(given.limit);
  const spentPicoUsd = parseUsd(given.spent);
  const reservedPicoUsd = parseUsd(given.held ?? "0");
  const left = limitPicoUsd - spentPicoUsd - reservedPicoUsd;
  return {
    budgetId: `${given.scope ?? "member"}-${period}`,
    scope: given.scope ?? "member",
    period,
    limitPicoUsd,
    spentPicoUsd,
    reservedPicoUsd,
    remainingPicoUsd: left > 0n ? left : 0n,
    startsAt: new Date(period === "day" ? "2026-11-21T23:00:00Z" : "2026-10-31T23:00:00Z"),
    resetsAt: new Date(period === "day" ? "2026-11-22T23:00:00Z" : "2026-11-30T23:00:00Z"),
  };
}

describe("budgetBrief", () => {
  test("is null without a budget", () => {
    expect(budgetBrief([], place)).toBeNull();
  });

  test("names the month, what is spent and when it resets, in the organisation's zone", () => {
    const brief = budgetBrief([standing({ limit: "8", spent: "4.88" })], place);
    expect(brief?.foot).toMatchObject({
      heading: "November budget",
      timeLeft: "9 days left",
      spent: "$4.88",
      limit: "$8.00",
      resets: "resets 1 Dec",
    });
    expect(brief?.warning).toBeNull();
  });

  test("shows the budget that is nearer its limit", () => {
    const month = standing({ limit: "8", spent: "4.88" });
    const day = standing({ period: "day", limit: "0.6", spent: "0.48" });
    const brief = budgetBrief([month, day], place);
    expect(brief?.foot).toMatchObject({
      heading: "Today’s budget",
      timeLeft: "5 hours left",
      resets: "resets at 00:00",
    });
    expect(brief?.warning).toBe(
      "You have used 80% of today’s $0.60. $0.12 left; it resets at midnight (Europe/Warsaw).",
    );
  });

  test("shows the month when both are as near", () => {
    const brief = budgetBrief(
      [standing({ period: "day", limit: "1", spent: "0" }), standing({ limit: "8", spent: "0" })],
      place,
    );
    expect(brief?.foot.heading).toBe("November budget");
  });

  test("says which budget is used up and when it resets", () => {
    const brief = budgetBrief([standing({ limit: "8", spent: "8" })], place);
    expect(brief?.paused).toEqual({
      title: "Your November budget of $8.00 is used up.",
      body: "It resets on 1 December, 00:00 Europe/Warsaw (in 9 days). Your threads stay readable.",
    });
  });

  test("does not say that nothing is left while something is", () => {
    const brief = budgetBrief([standing({ limit: "8", spent: "7.9998" })], place);
    expect(brief?.paused.title).toBe(
      "Your November budget of $8.00 has $0.0002 left, too little for an answer.",
    );
    expect(brief?.warning).toContain("99%");
  });

  test("tells the organisation's budget from the member's own", () => {
    const brief = budgetBrief(
      [standing({ scope: "org", limit: "100", spent: "100" }), standing({ limit: "8", spent: "1" })],
      place,
    );
    expect(brief?.foot.heading).toBe("November budget, whole organisation");
    expect(brief?.paused.title).toBe("The organisation’s November budget of $100.00 is used up.");
    expect(brief?.warning).toContain("The organisation has used 100% of its November budget of $100.00.");
  });

  test("counts a limit of nothing as used up", () => {
    const brief = budgetBrief([standing({ limit: "0", spent: "0" })], place);
    expect(brief?.foot.fraction).toBe(1);
    expect(brief?.remainingPicoUsd).toBe(0n);
  });
});

describe("timeUntil", () => {
  test.each([
    ["2026-11-30T23:00:00Z", "9 days"],
    ["2026-11-23T18:00:00Z", "24 hours"],
    ["2026-11-22T19:00:00Z", "1 hour"],
    ["2026-11-22T18:34:00Z", "34 minutes"],
    ["2026-11-22T17:00:00Z", "1 minute"],
  ])("until %s is %s", (instant, words) => {
    expect(timeUntil(new Date(instant), place.now)).toBe(words);
  });
});
