import { describe, expect, inject, test } from "vitest";
import type { Conversation } from "./corpus";
import { createGate } from "./gate";
import { replay } from "./replay";
import { compareBooks, describeReplay, problemsOf } from "./report";

const long = "x".repeat(100_001);

const conversations: Conversation[] = [
  {
    id: "1",
    exchanges: [
      { question: "What is a fair share?", answer: "A third **each**." },
      { question: "And for two?", answer: "Half each." },
    ],
  },
  { id: "2", exchanges: [{ question: "And for two?", answer: "Another answer to the same question." }] },
  { id: "3", exchanges: [{ question: long, answer: "Never sent." }] },
];

describe("a replay", () => {
  test("sends every message through the app, and its ledger agrees with the upstream's book", async () => {
    let steps = 0;
    const result = await replay({
      conversations,
      concurrency: 2,
      serverUrl: inject("databaseUrl"),
      onMessage: () => {
        steps += 1;
      },
      signal: new AbortController().signal,
    });
    expect(steps).toBe(4);
    expect(result.played).toMatchObject({ messages: 4, completed: 3 });
    expect([...result.played.refused.values()]).toEqual([1]);
    // Three answers and, for the two threads that began with one, two titles.
    expect(result.ledger.entries).toBe(5);
    expect(result.ledger.tokens.cachedInput).toBe(5 * 12);
    expect(result.ledger.usd.total).toBe(result.ledger.usd.exact);
    for (const { ours, theirs } of compareBooks(result)) expect(ours).toBe(theirs);
    expect(problemsOf(result)).toEqual([]);
    expect(describeReplay(result).split("\n").at(-1)).toBe("ledger drift 0");
  });

  test("leaves when it is told to", async () => {
    const options = { conversations, concurrency: 1, serverUrl: inject("databaseUrl") };
    const stopped = replay({ ...options, onMessage: () => undefined, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("the report", () => {
  test("names what is wrong before its last line", () => {
    const none = new Map<string, number>();
    const report = {
      conversations: 1,
      played: { messages: 1, completed: 0, incomplete: none, refused: none, failed: new Map([["Down.", 1]]) },
      ledger: {
        entries: 1,
        tokens: { input: 5, cachedInput: 0, cacheWrite: 0, output: 2, reasoning: 0 },
        usd: { exact: "0.1", estimated: "0", unpriced: "0", total: "0.1" },
      },
      book: { calls: [], totals: { calls: 1, inputTokens: 5, cachedInputTokens: 0, outputTokens: 3 } },
      verified: {
        entries: 1,
        attempts: 1,
        driftPicoUsd: 7n,
        problems: ["1 × a day's sum differs."],
        checks: [],
      },
      seconds: 1,
    };
    expect(problemsOf(report)).toEqual([
      "1 × a message failed: Down.",
      "The ledger has 2 output tokens, the upstream's book 3.",
      "1 × a day's sum differs.",
    ]);
    expect(describeReplay(report)).toMatch(/ledger drift 7$/);
  });
});

describe("createGate", () => {
  test("lets one at a time through for each key, in order, also past a failure", async () => {
    const gate = createGate();
    const order: string[] = [];
    const work = (name: string, ms: number) => async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      order.push(`${name} out`);
      if (name === "a") throw new Error("a failed");
    };
    const all = [gate("k", work("a", 10)), gate("k", work("b", 1)), gate("other", work("c", 1))];
    await Promise.allSettled(all);
    expect(order).toEqual(["a in", "c in", "c out", "a out", "b in", "b out"]);
  });
});
