import { describe, expect, test } from "vitest";
import { budgetBrief, stepsAfter } from "./budget-words";
import { standing } from "./testing";

const place = { timeZone: "Europe/Warsaw", now: new Date("2026-11-22T18:00:00Z"), isAdmin: false };
const admin = { ...place, isAdmin: true };

describe("the foot", () => {
  test("is missing without a budget", () => {
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

  test("shows the budget that is nearest its limit, whatever it counts", () => {
    const dollars = standing({ limit: "8", spent: "4.88" });
    const messages = standing({ scope: "plan", unit: "messages", limit: "100", spent: "96" });
    expect(budgetBrief([dollars, messages], place)?.foot).toMatchObject({
      heading: "November messages, your plan",
      spent: "96",
      limit: "100 messages",
      fraction: 0.96,
    });
    const tokens = standing({ period: "day", unit: "tokens", limit: "100000", spent: "99000" });
    expect(budgetBrief([dollars, messages, tokens], place)?.foot).toMatchObject({
      heading: "Today’s tokens",
      timeLeft: "5 hours left",
      spent: "99,000",
      limit: "100,000 tokens",
      resets: "resets at 00:00",
    });
  });

  test("shows the longer one when both are as near", () => {
    const brief = budgetBrief(
      [standing({ period: "day", limit: "1", spent: "0" }), standing({ limit: "8", spent: "0" })],
      place,
    );
    expect(brief?.foot?.heading).toBe("November budget");
  });

  test("says of a total that it does not reset", () => {
    const brief = budgetBrief([standing({ period: "total", limit: "50", spent: "10" })], place);
    expect(brief?.foot).toMatchObject({ timeLeft: null, resets: "does not reset" });
    expect(brief?.resetsInMs).toBeNull();
  });

  test("counts top-ups in, and a limit of nothing as used up", () => {
    const topped = standing({ unit: "messages", limit: "100", spent: "60", effectiveLimit: 120n });
    expect(budgetBrief([topped], place)?.foot).toMatchObject({ limit: "120 messages", fraction: 0.5 });
    expect(budgetBrief([standing({ limit: "0", spent: "0" })], place)?.foot?.fraction).toBe(1);
  });
});

describe("the warning", () => {
  test.each([
    [
      { period: "day", limit: "0.6", spent: "0.48" },
      "You have used 80% of today’s $0.60. $0.12 left; it resets at midnight (Europe/Warsaw).",
    ],
    [
      { scope: "plan", unit: "messages", limit: "100", spent: "96" },
      "Your plan allows 100 messages in November; 4 left until 1 December (Europe/Warsaw).",
    ],
    [
      { scope: "org", unit: "messages", period: "total", limit: "10", spent: "9" },
      "The organisation has 10 messages in all; 1 left.",
    ],
    [
      { unit: "messages", period: "day", limit: "10", spent: "10" },
      "You have 10 messages today; none left until midnight (Europe/Warsaw).",
    ],
    [
      { scope: "department", period: "week", unit: "tokens", limit: "1000000", spent: "900000" },
      "Your department has used 90% of its budget for this week of 1,000,000 tokens. 100,000 tokens left; it resets on 23 November (Europe/Warsaw).",
    ],
    [
      { scope: "self", period: "total", limit: "5", spent: "4.5" },
      "You have used 90% of your own limit of $5.00. $0.50 left; it does not reset.",
    ],
    [
      { limit: "8", spent: "7", downgradeTo: "openai/gpt-4o-mini" },
      "You have used 87% of your November budget of $8.00. $1.00 left, then gpt-4o-mini answers; it resets on 1 December (Europe/Warsaw).",
    ],
  ] as const)("of %j", (given, words) => {
    expect(budgetBrief([standing(given)], place)?.warning).toBe(words);
  });

  test("says about how much is left where a part of what is spent is estimated", () => {
    const about = { ...standing({ limit: "8", spent: "7" }), estimated: 1n };
    expect(budgetBrief([about], place)?.warning).toContain("$8.00. ≈ $1.00 left; it resets");
  });

  test("does not say that all is used while something is left", () => {
    expect(budgetBrief([standing({ limit: "8", spent: "7.9998" })], place)?.warning).toContain("99%");
  });
});

describe("what is said when a budget stops a message", () => {
  const pausedBy = (given: Parameters<typeof standing>[0], where = place) =>
    budgetBrief([standing(given)], where)?.limits[0]?.paused;

  test("names the budget, when it resets and who can raise it", () => {
    expect(pausedBy({ scope: "department", limit: "20", spent: "20" })).toEqual({
      title: "Your department’s November budget of $20.00 is used up.",
      body: "It resets on 1 December, 00:00 Europe/Warsaw (in 9 days); an admin can raise it before. Your threads stay readable.",
      until: "until the budget resets",
      steps: [{ to: "/usage#ask", words: "Ask for more" }],
    });
  });

  test("gives an admin the way to the budget", () => {
    const paused = pausedBy({ limit: "8", spent: "8" }, admin);
    expect(paused?.body).toContain("; you can raise it before.");
    expect(paused?.steps).toEqual([{ to: "/admin/budgets", words: "Change budget" }]);
  });

  test("says of a total that it does not reset, and whom to ask", () => {
    const total = { period: "total", unit: "messages", limit: "20", spent: "20" } as const;
    expect(pausedBy(total)).toMatchObject({
      title: "Your budget of 20 messages is used up.",
      body: "It does not reset: ask an admin for more. Your threads stay readable.",
      until: "until the budget is raised",
    });
    expect(pausedBy(total, admin)?.body).toContain("It does not reset: raise it to go on.");
  });

  test("leads to the settings where the limit is the member's own", () => {
    expect(pausedBy({ scope: "self", limit: "3", spent: "3" }, admin)).toMatchObject({
      title: "Your own November limit of $3.00 is used up.",
      steps: [{ to: "/settings", words: "Change your limit" }],
    });
  });

  test("does not say that nothing is left while something is", () => {
    expect(pausedBy({ limit: "8", spent: "7.9998" })?.title).toBe(
      "Your November budget of $8.00 has $0.0002 left, too little for an answer.",
    );
  });
});

describe("the limits", () => {
  test("begin with the one that holds longest", () => {
    const standings = [
      standing({ period: "day", limit: "1", spent: "1" }),
      standing({ period: "total", unit: "tokens", limit: "10", spent: "1" }),
      standing({ limit: "8", spent: "8" }),
    ];
    const brief = budgetBrief(standings, place);
    expect(brief?.limits.map(({ budgetId }) => budgetId)).toEqual([
      "member-total-tokens",
      "member-month-usd",
      "member-day-usd",
    ]);
    expect(brief?.resetsInMs).toBe(5 * 3_600_000);
  });

  test("count as unspent what running answers hold, and never less than nothing", () => {
    const held = budgetBrief([standing({ limit: "8", spent: "7", held: "1" })], place)?.limits[0];
    expect(held).toMatchObject({ remaining: 0n, unspent: 1_000_000_000_000n, left: "$0.00 left this month" });
    expect(budgetBrief([standing({ limit: "1", spent: "2" })], place)?.limits[0]?.unspent).toBe(0n);
  });
});

test("a thread's budget leads to a new thread", () => {
  const words = (...args: Parameters<typeof stepsAfter>) => stepsAfter(...args).map((step) => step.words);
  expect(words("thread", { isAdmin: false })).toEqual(["New thread"]);
  expect(words("thread", { isAdmin: true })).toEqual(["New thread", "Change budget"]);
  expect(words("thread", { isAdmin: true, ownsThreadLimit: true })).toEqual([
    "New thread",
    "Change its limit",
  ]);
  expect(words(undefined, { isAdmin: false })).toEqual([]);
  expect(words("model", { isAdmin: false })).toEqual([]);
  expect(words("plan", { isAdmin: false })).toEqual(["Ask for more"]);
});
