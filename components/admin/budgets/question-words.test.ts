import { describe, expect, test } from "vitest";
import { standing } from "@/components/shell/testing";
import { parseUsd } from "@/lib/money";
import { endWords } from "./end-words";
import { lostWords, replacesWords, severalStopWords, sharesStopWords, stopsWords } from "./question-words";

const WARSAW = "Europe/Warsaw";

test("a budget that would be replaced is said with its limit", () => {
  expect(replacesWords({ limit: parseUsd("5"), unit: "usd", period: "month" })).toBe(
    "There is one already, $5.00 a month: saving replaces it.",
  );
});

describe("stopsWords", () => {
  const words = (given: Parameters<typeof standing>[0]) => stopsWords(standing(given), WARSAW);

  test("says who is stopped at once, and until when", () => {
    expect(words({ scope: "department", limit: "0.0001", spent: "0.0009" })).toBe(
      "$0.0009 is spent already: its members are stopped until 1 December.",
    );
    expect(words({ scope: "org", period: "day", limit: "1", spent: "1" })).toBe(
      "$1.00 is spent already: everybody is stopped until midnight.",
    );
    expect(words({ period: "total", unit: "messages", limit: "3", spent: "40" })).toBe(
      "40 messages are used already: the member is stopped until it is raised.",
    );
    expect(words({ limit: "1", spent: "2", downgradeTo: "openai/gpt-4o-mini" })).toBe(
      "$2.00 is spent already: gpt-4o-mini answers until 1 December.",
    );
  });

  test("says of a limit of nothing that only a higher one helps", () => {
    expect(words({ limit: "0", spent: "0" })).toBe(
      "$0.00 a month leaves nothing: the member is stopped until it is raised.",
    );
  });
});

describe("sharesStopWords", () => {
  const given = { period: "month", unit: "usd", downgradeTo: null, limit: 1n } as const;
  const words = (more: Partial<Parameters<typeof sharesStopWords>[0]>) =>
    sharesStopWords({ ...given, stopped: 3, resetsAt: new Date("2026-11-30T23:00:00Z"), ...more }, WARSAW);

  test.each([
    [{}, "3 members have used that much already: they are stopped until 1 December."],
    [{ stopped: 1, limit: 0n }, "$0.00 a month leaves nothing: 1 member is stopped until it is raised."],
    [
      { downgradeTo: "openai/gpt-4o-mini" },
      "3 members have used that much already: gpt-4o-mini answers them until 1 December.",
    ],
  ])("says how many of the members are stopped: %o", (more, sentence) => expect(words(more)).toBe(sentence));
});

test("of several it says whether they stop, or a cheaper model answers", () => {
  const of = (onLimit: "block" | "downgrade", limit = 1n) =>
    ({ scope: "member", scopeName: "Member 07", onLimit, limit }) as const;
  expect(severalStopWords([of("downgrade")])).toBe(
    "1 of them is used up at once: Member 07. A cheaper model answers whoever is limited by it until it resets or is raised.",
  );
  expect(severalStopWords([of("block", 0n), of("downgrade", 0n)])).toBe(
    "2 of them are used up at once: Member 07 and Member 07. Whoever is limited by it is stopped or answered by a cheaper model until it is raised.",
  );
});

test("what goes with removed budgets for good is counted", () => {
  expect(lostWords({ budgets: 2, topUps: 2, requests: 1 })).toBe(
    "2 running top-ups and 1 open request go with these budgets: Undo does not bring them back.",
  );
  expect(lostWords({ budgets: 1, topUps: 1, requests: 0 })).toBe(
    "1 running top-up goes with this budget: Undo does not bring it back.",
  );
});

test("a top-up ends with the day that was chosen, or when it was ended by hand", () => {
  expect(endWords(new Date("2026-11-24T23:00:00Z"), WARSAW)).toBe("the end of 24 Nov");
  expect(endWords(new Date("2026-11-24T14:10:00Z"), WARSAW)).toBe("24 Nov, 15:10");
});
