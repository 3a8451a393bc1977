import { describe, expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { perMillion, terms } from "@/lib/pricing/testing";
import {
  analyseRoi,
  billOfConversation,
  compareModels,
  draftAndRefine,
  falseAlarms,
  fitBudgets,
  forecastGrowth,
  largestDeviation,
  monthsUntilFull,
  planBatch,
  planRisk,
  planScenario,
  planStorage,
  planTuning,
  predictUsage,
  queueTime,
  returnAfter,
  storageFee,
  summariseOnce,
  tierFor,
  tokensPerDollar,
  unallocated,
} from ".";

const PRICE = terms(perMillion({ input: "2", cachedInput: "0.2", cacheWrite: "2.5", output: "10" }), {
  batchPermille: 500,
});
const FREE = terms(perMillion({ input: "0", output: "0" }));
const MANY = 1_000_000_000;
const NO_TOKENS = { inputTokens: 0, outputTokens: 0 };
const MANY_TOKENS = { inputTokens: MANY, outputTokens: MANY };

/** Every number in a result, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(numbersIn) : [];
}

/** Every calculator with nothing, or with more than anybody has. */
function everyResult(count: number, price: typeof PRICE): unknown {
  const tokens = { inputTokens: count, outputTokens: count };
  const amount = BigInt(count) * parseUsd("1");
  const share = count === 0 ? 0 : 10_000;
  const tuning = {
    ...{ monthPicoUsd: amount, oneOffPicoUsd: amount },
    ...{ reductionBasisPoints: share, tokenPriceBasisPoints: share },
  };
  return [
    planScenario(
      { ...tokens, members: count, messagesPerMember: count, threadsPerMemberHundredths: count },
      price,
    ),
    billOfConversation([tokens, tokens], price),
    forecastGrowth({
      threads: count,
      growthBasisPoints: 100_000,
      runsPerThread: count,
      runPicoUsd: amount,
      months: 36,
    }),
    predictUsage({ requests: count, tokensPerRequest: count, outputBasisPoints: share }, price),
    planBatch({ ...tokens, requests: count }, price),
    queueTime({ requests: count, tokensPerRequest: count, tokensPerMinute: count }),
    compareModels(tokens, [{ id: "a", terms: price }]),
    analyseRoi({ members: count, interactionsPerMember: count, monthPicoUsd: amount }),
    [planTuning(tuning), returnAfter(120, tuning)],
    planStorage({ threads: count, messagesPerThread: count, tokensPerMessage: count }),
    planRisk({ ...tokens, requests: count, members: count }, [{ id: "a", terms: price }]),
    draftAndRefine(tokens, { draft: price, refine: price }),
    summariseOnce(
      { requestTokens: count, oldBasisPoints: share, summaryBasisPoints: share },
      { answer: price, summariser: price },
    ),
    fitBudgets({ dayPicoUsd: amount, monthPicoUsd: amount }),
    [largestDeviation(count), falseAlarms({ series: count, days: count, deviations: count === 0 ? 0 : 40 })],
    monthsUntilFull({ messagesPerMonth: count, tokensPerMessage: count }, 128_000),
  ];
}

describe("every calculator", () => {
  test.each([
    ["nothing", 0, PRICE],
    ["nothing that is free", 0, FREE],
    ["one", 1, PRICE],
    ["a billion of everything", MANY, PRICE],
    ["a billion of everything that is free", MANY, FREE],
  ])("stays finite for %s", (_name, count, price) => {
    const found = numbersIn(everyResult(count, price));
    expect(found.filter((value) => !Number.isFinite(value))).toEqual([]);
    expect(found.length).toBeGreaterThan(10);
  });
});

describe("what has no answer is null", () => {
  test("a share of nothing, a payback that never comes, a window that never fills", () => {
    expect(
      planScenario(
        { ...NO_TOKENS, members: 0, messagesPerMember: 5, threadsPerMemberHundredths: 100 },
        PRICE,
      ),
    ).toMatchObject({ historyMultiple: null, messages: 0n, threads: 0n });
    expect(analyseRoi({ members: 0, interactionsPerMember: 5, monthPicoUsd: 1n })).toEqual({
      ...{ perInteractionPicoUsd: null, perMemberPicoUsd: null, band: null },
    });
    expect(analyseRoi({ members: 2, interactionsPerMember: 0, monthPicoUsd: 4n }).perMemberPicoUsd).toBe(2n);
    expect(monthsUntilFull({ messagesPerMonth: 0, tokensPerMessage: 5 }, 128_000)).toBeNull();
    expect(tokensPerDollar(FREE)).toEqual({ input: null, cachedInput: null, output: null });
    expect(planRisk({ ...MANY_TOKENS, requests: 1, members: 1 }, [])).toBeNull();
    expect(draftAndRefine(MANY_TOKENS, { draft: FREE, refine: FREE }).times).toBeNull();
    expect(largestDeviation(1)).toBeNull();
  });
});

describe("analyseRoi", () => {
  test.each([
    ["0.00999", "excellent"],
    ["0.01", "good"],
    ["0.05", "acceptable"],
    ["0.19999", "acceptable"],
    ["0.20", "marginal"],
  ])("calls $%s an interaction %s", (cost, band) => {
    const input = { members: 10, interactionsPerMember: 10, monthPicoUsd: parseUsd(cost) * 100n };
    expect(analyseRoi(input).band).toBe(band);
  });
});

describe("planTuning", () => {
  const input = {
    ...{ monthPicoUsd: parseUsd("1000"), oneOffPicoUsd: parseUsd("500") },
    ...{ reductionBasisPoints: 3_000, tokenPriceBasisPoints: 10_000 },
  };

  test("never pays back where dearer tokens eat what is saved", () => {
    const dearer = { ...input, tokenPriceBasisPoints: 15_000 };
    expect(planTuning(dearer)).toEqual({ savingPicoUsd: -parseUsd("50"), paybackMonths: null });
    expect(returnAfter(12, dearer)).toBe(-2.2);
  });

  test("is paid back at once where nothing was put in, and has no return", () => {
    const free = { ...input, oneOffPicoUsd: 0n };
    expect(planTuning(free).paybackMonths).toBe(0);
    expect(returnAfter(12, free)).toBeNull();
  });
});

describe("queueTime", () => {
  test("never starts a request that is larger than a minute allows", () => {
    expect(queueTime({ requests: 5, tokensPerRequest: 2_350, tokensPerMinute: 2_349 })).toEqual({
      ...{ atOnce: 0, lastStartMs: null },
    });
    expect(queueTime({ requests: 5, tokensPerRequest: 10, tokensPerMinute: 0 }).lastStartMs).toBeNull();
  });

  test("starts all at once where a minute allows them", () => {
    expect(queueTime({ requests: 5, tokensPerRequest: 20, tokensPerMinute: 100 })).toEqual({
      ...{ atOnce: 5, lastStartMs: 0 },
    });
    expect(tierFor(10_000_000n, [])).toBeNull();
  });
});

describe("forecastGrowth", () => {
  test("keeps a part of a thread from month to month, and may shrink to nothing", () => {
    const input = { threads: 3, runsPerThread: 1, runPicoUsd: 1_000n, months: 3 };
    const costs = forecastGrowth({ ...input, growthBasisPoints: 5_000 }).months.map((one) => one.costPicoUsd);
    expect(costs).toEqual([3_000n, 4_500n, 6_750n]);
    expect(forecastGrowth({ ...input, growthBasisPoints: -10_000 }).totalPicoUsd).toBe(3_000n);
  });
});

describe("the others", () => {
  test("a batch without a batch price costs what it costs now", () => {
    const input = { requests: 3, inputTokens: 1, outputTokens: 1 };
    expect(planBatch(input, FREE).batchPicoUsd).toBe(0n);
    expect(planBatch(input, { ...PRICE, batchPermille: 1_000 }).batchPicoUsd).toBe(36_000_000n);
    expect(planBatch(input, PRICE).batchPicoUsd).toBe(18_000_000n);
  });

  test("a long request has the price of its tier", () => {
    const tiered = terms(PRICE, {
      tiers: [{ fromInputTokens: 100, ...perMillion({ input: "4", output: "20" }) }],
    });
    expect(planBatch({ requests: 1, inputTokens: 99, outputTokens: 0 }, tiered).nowPicoUsd).toBe(
      198_000_000n,
    );
    expect(planBatch({ requests: 1, inputTokens: 100, outputTokens: 0 }, tiered).nowPicoUsd).toBe(
      400_000_000n,
    );
  });

  test("budgets that agree last, and shares may be more than all", () => {
    expect(fitBudgets({ dayPicoUsd: 10n, monthPicoUsd: 310n }).goneOnDay).toBeNull();
    expect(fitBudgets({ dayPicoUsd: 10n, monthPicoUsd: 309n }).goneOnDay).toBe(31);
    expect(fitBudgets({ dayPicoUsd: 10n, monthPicoUsd: 0n }).goneOnDay).toBe(1);
    expect(fitBudgets({ dayPicoUsd: 0n, monthPicoUsd: 0n }).goneOnDay).toBeNull();
    expect([unallocated([40, 30], 100), unallocated([80, 40], 100)]).toEqual([30, -20]);
  });

  test("storing costs no fee, and a summary costs its own call", () => {
    expect(storageFee(10n ** 18n, { perMillionPicoUsd: 0n, days: 30 })).toBe(0n);
    const input = { requestTokens: 1_000, oldBasisPoints: 8_000, summaryBasisPoints: 1_000 };
    expect(summariseOnce(input, { answer: PRICE, summariser: PRICE })).toEqual({
      tokensSaved: 0.72,
      wholePicoUsd: 2_000_000_000n,
      // 280 are sent; the summariser reads 800 and writes 80.
      summarisedPicoUsd: 280n * 2_000_000n + 800n * 2_000_000n + 80n * 10_000_000n,
      times: 1.48,
    });
  });
});
