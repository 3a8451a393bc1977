import { describe, expect, test } from "vitest";
import { shareWords, suggestionWords } from "./words";

const USD = 1_000_000_000_000n;
const about = {
  ...{ model: "gpt-4o", members: 12, answers: 340, savedPicoUsd: 31n * USD },
  to: { model: "gpt-4o-mini", isOffered: true },
};

describe("a suggestion", () => {
  test("says who, on what, how often, and how much less", () => {
    expect(suggestionWords({ ...about, kind: "short_questions" })).toBe(
      "12 members used gpt-4o for 340 short questions: on gpt-4o-mini they would have cost $31.00 less in 30 days.",
    );
    expect(suggestionWords({ ...about, kind: "short_questions", members: 1, answers: 1 })).toMatch(
      /^1 member used gpt-4o for 1 short question:/,
    );
  });

  test("does not pretend that a model is there for the asking", () => {
    const to = { model: "gpt-4o-mini", isOffered: false };
    expect(suggestionWords({ ...about, to, kind: "short_questions" })).toContain(
      "on gpt-4o-mini, which no provider offers at present, they would",
    );
  });

  test("promises no more than there is", () => {
    expect(suggestionWords({ ...about, kind: "nothing_cached" })).toContain("up to $31.00 less");
    expect(suggestionWords({ ...about, kind: "long_inputs" })).toContain("up to $31.00 less");
  });
});

test.each([
  [0, 0, "–"],
  [0, 9, "0%"],
  [1, 900, "<1%"],
  [299, 300, "99%"],
  [3, 3, "100%"],
])("%s of %s is %s", (part, whole, words) => {
  expect(shareWords(part, whole)).toBe(words);
});
