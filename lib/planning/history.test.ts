import { describe, expect, test } from "vitest";
import { costOf } from "@/lib/pricing";
import { perMillion, terms } from "@/lib/pricing/testing";
import { billOfThread, billOfThreads, type Cache, costOfCall } from ".";
import type { Tokens } from "./types";

const PLAIN = terms(perMillion({ input: "2", cachedInput: "0.2", cacheWrite: "2.5", output: "10" }));
const TIERED = terms(PLAIN, {
  tiers: [
    { fromInputTokens: 1_000, ...perMillion({ input: "4", cachedInput: "0.4", output: "15" }) },
    { fromInputTokens: 5_000, ...perMillion({ input: "8", cachedInput: "0.8", output: "30" }) },
  ],
});

/** The same thread, call by call, as the ledger would price it. */
function callByCall(messages: number, { inputTokens, outputTokens }: Tokens, { price, cache }: Way): bigint {
  let cost = 0n;
  let before = 0;
  for (let k = 1; k <= messages; k++) {
    const sent = k * inputTokens + (k - 1) * outputTokens;
    const cached = cache === "always" ? before : 0;
    cost += costOf(
      {
        inputTokens: sent,
        cachedInputTokens: cached,
        cacheWriteTokens: cache === "always" ? sent - cached : 0,
        outputTokens,
        reasoningTokens: 0,
      },
      price,
    );
    before = sent;
  }
  return cost;
}

type Way = { price: typeof PLAIN; cache: Cache };

const WAYS: [string, Way][] = [
  ["without tiers, no cache", { price: PLAIN, cache: "never" }],
  ["without tiers, from the cache", { price: PLAIN, cache: "always" }],
  ["with tiers, no cache", { price: TIERED, cache: "never" }],
  ["with tiers, from the cache", { price: TIERED, cache: "always" }],
];
const SHAPES = [
  { inputTokens: 50, outputTokens: 150 },
  { inputTokens: 1_200, outputTokens: 1 },
  { inputTokens: 0, outputTokens: 300 },
  { inputTokens: 7, outputTokens: 0 },
  { inputTokens: 0, outputTokens: 0 },
];

describe("billOfThread", () => {
  test.each(WAYS)("is the sum of its calls as the ledger prices them, %s", (_name, way) => {
    for (const tokens of SHAPES) {
      for (const messages of [0, 1, 2, 5, 6, 7, 40, 97]) {
        const bill = billOfThread(BigInt(messages), tokens, { terms: way.price, cache: way.cache });
        expect(bill.totalPicoUsd, `${messages} × ${JSON.stringify(tokens)}`).toBe(
          callByCall(messages, tokens, way),
        );
        expect(bill.outputTokens).toBe(BigInt(messages) * BigInt(tokens.outputTokens));
      }
    }
  });

  test("takes no longer for a billion messages than for ten", () => {
    const bill = billOfThread(1_000_000_000n, { inputTokens: 50, outputTokens: 150 }, { terms: TIERED });
    expect(bill.inputTokens).toBe(100n * 1_000_000_000n * 1_000_000_001n - 150n * 1_000_000_000n);
  });
});

describe("billOfThreads", () => {
  test("gives some threads one message more where they do not come out even", () => {
    const tokens = { inputTokens: 10, outputTokens: 20 };
    const whole = billOfThreads({ messages: 11n, threads: 3n }, tokens, { terms: PLAIN });
    const parts = [4n, 4n, 3n].map((length) => billOfThread(length, tokens, { terms: PLAIN }).totalPicoUsd);
    expect(whole.totalPicoUsd).toBe(parts.reduce((sum, part) => sum + part, 0n));
    expect(whole.outputTokens).toBe(220n);
  });

  test("leaves threads beyond the messages empty, and is nothing without a thread or a message", () => {
    const tokens = { inputTokens: 10, outputTokens: 20 };
    const one = costOfCall(tokens, PLAIN);
    expect(billOfThreads({ messages: 2n, threads: 9n }, tokens, { terms: PLAIN }).totalPicoUsd).toBe(
      2n * one,
    );
    expect(billOfThreads({ messages: 5n, threads: 0n }, tokens, { terms: PLAIN }).totalPicoUsd).toBe(0n);
    expect(billOfThreads({ messages: 0n, threads: 5n }, tokens, { terms: PLAIN }).totalPicoUsd).toBe(0n);
  });
});
