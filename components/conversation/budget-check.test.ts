import { describe, expect, test } from "vitest";
import { budgetBrief } from "@/components/shell/budget-words";
import { standing } from "@/components/shell/testing";
import type { ModelOption, Quote } from "@/lib/assistants/types";
import { parseUsd } from "@/lib/money";
import { affordsNewThread, composerWords, stoppedBy } from "./budget-check";

/** gpt-4o: $2.50 in, $10 out per 1M; 1,000 tokens of history, so at least $0.00506 and at most $0.01251. */
const quote: Quote = {
  model: "gpt-4o",
  modelId: "openai/gpt-4o",
  contextTokens: 1000,
  inputPicoUsdPerToken: 2_500_000n,
  outputPicoUsdPerToken: 10_000_000n,
  outputTokensMax: 1000,
  unpriced: false,
};

/** gpt-4o-mini: at least $0.0003. */
const mini: ModelOption = {
  id: "openai/gpt-4o-mini",
  model: "gpt-4o-mini",
  provider: "openai",
  label: "gpt-4o-mini",
  simulated: false,
  takesImages: true,
  free: false,
  unpriced: false,
  price: { inputPerMillionPicoUsd: parseUsd("0.15"), outputPerMillionPicoUsd: parseUsd("0.6") },
};
const models = [mini];

type Given = Parameters<typeof standing>[0];

function briefOf(...given: Given[]) {
  const place = { timeZone: "Europe/Warsaw", now: new Date("2026-11-22T18:00:00Z"), isAdmin: false };
  return budgetBrief(given.map(standing), place);
}

function stops(...given: Given[]): string | undefined {
  return stoppedBy(briefOf(...given), quote, models)?.budgetId;
}

describe("stoppedBy", () => {
  test("is nothing without a budget, and where each has enough left", () => {
    expect(stoppedBy(null, quote, models)).toBeNull();
    expect(
      stops(
        { limit: "1", spent: "0.99" },
        { unit: "messages", limit: "10", spent: "9" },
        { unit: "tokens", limit: "10000", spent: "8744" },
      ),
    ).toBeUndefined();
  });

  test("is a budget in dollars that does not pay for a useful answer", () => {
    expect(stops({ limit: "1", spent: "0.9949" })).toBeUndefined();
    expect(stops({ limit: "1", spent: "0.995" })).toBe("member-month-usd");
  });

  test("is a budget of messages without a message left, and is not held against dollars", () => {
    const messages = { unit: "messages", limit: "10" } as const;
    expect(stops({ ...messages, spent: "9" })).toBeUndefined();
    expect(stops({ ...messages, spent: "10" })).toBe("member-month-messages");
  });

  test("is a budget of tokens that leaves no room for the history and a useful answer", () => {
    const tokens = { unit: "tokens", limit: "10000" } as const;
    expect(stops({ ...tokens, spent: "8744" })).toBeUndefined();
    expect(stops({ ...tokens, spent: "8745" })).toBe("member-month-tokens");
  });

  test("asks for no more tokens than the longest answer has", () => {
    const short = { ...quote, outputTokensMax: 100 };
    const left = (spent: string) => briefOf({ unit: "tokens", limit: "10000", spent });
    expect(stoppedBy(left("8900"), short, models)).toBeNull();
    expect(stoppedBy(left("8901"), short, models)).not.toBeNull();
  });

  test("counts what running answers hold as left", () => {
    expect(stops({ limit: "1", spent: "0.5", held: "0.5" })).toBeUndefined();
    expect(stops({ unit: "messages", limit: "10", spent: "9", held: "1" })).toBeUndefined();
    expect(stops({ unit: "tokens", limit: "10000", spent: "8744", held: "1256" })).toBeUndefined();
  });

  test("is the one that holds longest where several stop", () => {
    const day = { period: "day", limit: "1", spent: "1" } as const;
    expect(stops(day, { unit: "messages", limit: "5", spent: "5" })).toBe("member-month-messages");
    expect(stops(day, { limit: "8", spent: "1" })).toBe("member-day-usd");
  });

  test("lets a cheaper model answer as long as that one can be paid for", () => {
    const downgrade = { limit: "1", downgradeTo: mini.id };
    expect(stops({ ...downgrade, spent: "0.9995" })).toBeUndefined();
    expect(stops({ ...downgrade, spent: "0.9999" })).toBe("member-month-usd");
    expect(stops({ ...downgrade, spent: "0.9995", downgradeTo: "openai/gone" })).toBe("member-month-usd");
  });

  test("knows without a quote only what is used up", () => {
    expect(stoppedBy(briefOf({ limit: "1", spent: "0.9999" }), null, models)).toBeNull();
    expect(stoppedBy(briefOf({ limit: "1", spent: "1" }), null, models)).not.toBeNull();
    expect(stoppedBy(briefOf({ limit: "1", spent: "1", downgradeTo: mini.id }), null, models)).toBeNull();
  });
});

test("a new thread is worth beginning where only the history of this one is too dear", () => {
  const isOnlyThis = (given: Given) => {
    const limit = stoppedBy(briefOf(given), quote, models);
    return limit !== null && affordsNewThread(limit, quote, models);
  };
  // $0.00506 is needed here, $0.00256 for an answer without a history.
  expect(isOnlyThis({ limit: "1", spent: "0.997" })).toBe(true);
  expect(isOnlyThis({ limit: "1", spent: "0.998" })).toBe(false);
  expect(isOnlyThis({ unit: "tokens", limit: "10000", spent: "9000" })).toBe(true);
  expect(isOnlyThis({ unit: "messages", limit: "10", spent: "10" })).toBe(false);
});

describe("composerWords", () => {
  const most = (...given: Given[]) =>
    composerWords(quote, "", { budget: briefOf(...given), models, running: false }).most;

  test("says the most that it can cost", () => {
    expect(composerWords(quote, "", { budget: null, models, running: false }).most).toBe("up to $0.0125");
    expect(most({ limit: "1", spent: "0" }, { unit: "messages", limit: "5", spent: "4" })).toBe(
      "up to $0.0125",
    );
  });

  test("says when dollars or tokens will shorten the answer", () => {
    expect(most({ limit: "1", spent: "0.99" })).toBe("up to $0.0100, the answer will be shortened");
    expect(most({ unit: "tokens", limit: "1500", spent: "0" })).toBe(
      "up to $0.0075, the answer will be shortened",
    );
    expect(most({ unit: "tokens", limit: "1500", spent: "0" }, { limit: "1", spent: "0.995" })).toBe(
      "up to $0.0050, the answer will be shortened",
    );
  });

  test("takes what a running answer holds as given back before the next message", () => {
    const budget = briefOf({ limit: "1", spent: "0.9", held: "0.1" });
    expect(composerWords(quote, "", { budget, models, running: true }).most).toBe("up to $0.0125");
    expect(composerWords(quote, "", { budget, models, running: false }).most).toContain("shortened");
  });

  test("says when a cheaper model may answer instead", () => {
    const downgrade = { limit: "1", spent: "0.99", downgradeTo: mini.id };
    expect(most(downgrade)).toBe("up to $0.0125, or a cheaper model");
    expect(most({ ...downgrade, spent: "0" })).toBe("up to $0.0125");
  });

  test("holds a downgrade to the model that is chosen already as any other limit", () => {
    const budget = briefOf({ limit: "1", spent: "0.9995", downgradeTo: mini.id });
    const chosen = {
      ...quote,
      model: "gpt-4o-mini",
      inputPicoUsdPerToken: 150_000n,
      outputPicoUsdPerToken: 600_000n,
    };
    expect(composerWords(chosen, "", { budget, models, running: false }).most).toBe(
      "up to $0.0005, the answer will be shortened",
    );
  });
});
