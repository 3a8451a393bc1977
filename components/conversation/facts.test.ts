import { describe, expect, test } from "vitest";
import type { RunView } from "@/lib/assistants/types";
import { type AnswerFacts, factsOf, isSettled, noteOf } from "./facts";

const usage = {
  inputTokens: 10,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 5,
  reasoningTokens: 0,
};

const run: RunView = {
  id: "r1",
  status: "completed",
  model: "gpt-4o-mini",
  assistantName: null,
  simulated: false,
  cost: { usage, costPicoUsd: 312_000_000n, certainty: "exact" },
  durationMs: 1200,
  outputTokensMax: 4096,
  cutToBudget: false,
  downgradeReason: null,
  incompleteReason: null,
  error: null,
};

function facts(given: Partial<AnswerFacts>): AnswerFacts {
  return { ...factsOf(run), ...given };
}

describe("factsOf", () => {
  test("gives the exact decimal cost", () => {
    expect(factsOf(run)).toMatchObject({ costUsd: "0.000312", certainty: "exact", usage });
  });

  test("keeps why a cheaper model answered", () => {
    const downgradeReason = "Your November budget has $0.30 left of $8.00, so a cheaper model answered.";
    expect(factsOf({ ...run, downgradeReason })).toMatchObject({ downgradeReason });
    expect(factsOf(run).downgradeReason).toBeNull();
  });

  test("tells an unknown cost from none", () => {
    expect(factsOf({ ...run, cost: null })).toMatchObject({ costUsd: null, certainty: null, usage: null });
  });
});

describe("isSettled", () => {
  test.each(["queued", "in_progress", "cancelling"] as const)("is false while %s", (status) => {
    expect(isSettled(status)).toBe(false);
  });

  test.each(["cancelled", "failed", "completed", "incomplete", "expired"] as const)(
    "is true when %s",
    (status) => {
      expect(isSettled(status)).toBe(true);
    },
  );
});

describe("noteOf", () => {
  test("says nothing of an answer that simply ended", () => {
    expect(noteOf(facts({}))).toBeNull();
    expect(noteOf(facts({ cutToBudget: true }))).toBeNull();
  });

  test.each([
    [
      { status: "incomplete", incompleteReason: "budget", cutToBudget: true },
      "Shortened to fit your budget",
      null,
    ],
    [
      { status: "incomplete", incompleteReason: "max_output_tokens", cutToBudget: true },
      "Shortened to fit your budget",
      null,
    ],
    [{ status: "incomplete", incompleteReason: "max_output_tokens" }, "Ended at the length limit", null],
    [
      { status: "incomplete", incompleteReason: "content_filter" },
      "Ended by the provider’s content filter",
      null,
    ],
    [
      { status: "incomplete", incompleteReason: "interrupted" },
      "The answer was interrupted. What had arrived is kept.",
      "retry",
    ],
    [{ status: "cancelled" }, "Stopped", null],
    [{ status: "expired" }, "The answer took too long and was ended.", "retry"],
    [
      { status: "failed", error: { code: "rate_limited", message: "Wait a moment." } },
      "Wait a moment.",
      "retry",
    ],
    [{ status: "failed", error: { code: "budget_exceeded", message: "Used up." } }, "Used up.", "usage"],
    [{ status: "failed" }, "The answer could not be finished.", "retry"],
  ] as const)("says of %j: %s", (given, words, offer) => {
    expect(noteOf(facts(given))).toMatchObject({ words, offer });
  });

  test("repeats the server's words for an answer that was interrupted", () => {
    const error = { code: "cut", message: "The model's answer was cut off." };
    expect(noteOf(facts({ status: "incomplete", incompleteReason: "interrupted", error }))?.words).toBe(
      error.message,
    );
  });
});
