import { parseUsd } from "@/lib/money";
import {
  analyseRoi,
  type CallTerms,
  costOfCall,
  draftAndRefine,
  falseAlarms,
  fitBudgets,
  forecastGrowth,
  largestDeviation,
  monthOfRequests,
  OPENAI_TIERS,
  planBatch,
  planRisk,
  planTuning,
  predictUsage,
  queueTime,
  ratio,
  returnAfter,
  savingOf,
  storageFee,
  summariseOnce,
  tierFor,
  unallocated,
} from "..";
import { dollars, type Formula, perToken, runOn } from "./formula";
import { GPT_4, GPT_4O, GPT_35_OF_2023, MINI, OPUS } from "./prices";

const ROI = analyseRoi({ members: 10_000, interactionsPerMember: 5, monthPicoUsd: parseUsd("500") });
const growing = { runsPerThread: 90, runPicoUsd: parseUsd("0.0006"), months: 12 };
/** Five messages of 150 tokens at $0.10 per 1M, for a day where a month was meant. */
const keepPicoUsd = storageFee(750n, { ...perToken, days: 1 });
const asCoded = (threads: number, growthBasisPoints: number) =>
  forecastGrowth({ ...growing, threads, growthBasisPoints, growsAtOnce: true, keepPicoUsd }).totalPicoUsd;

const forecasts: [string, Formula][] = [
  ["002-roi1", { by: "analyseRoi.perInteraction", figure: dollars(ROI.perInteractionPicoUsd ?? -1n) }],
  ["002-roi2", { by: "analyseRoi.perMember", figure: dollars(ROI.perMemberPicoUsd ?? -1n) }],
  ["002-fc", { by: "forecastGrowth that grows at once, with a fee", figure: dollars(asCoded(500, 1_500)) }],
  [
    "002-fc2",
    {
      by: "forecastGrowth",
      figure: dollars(forecastGrowth({ ...growing, threads: 500, growthBasisPoints: 1_500 }).totalPicoUsd),
    },
  ],
  ["002-fc3", { by: "forecastGrowth that grows at once, with a fee", figure: dollars(asCoded(100, 1_000)) }],
  [
    "002-comp",
    {
      by: "summariseOnce.tokensSaved; on real threads 74.7 % of such a request lies before the last five messages",
      figure: summariseOnce(
        { requestTokens: 1_000_000, oldBasisPoints: 7_470, summaryBasisPoints: 1_500 },
        { answer: MINI, summariser: MINI },
      ).tokensSaved,
    },
  ],
];

const POST = { inputTokens: 2_000, outputTokens: 350 };
const postOn = (terms: CallTerms) => costOfCall(POST, terms);
const posts = (requests: number, terms: CallTerms & { batchPermille: number }) =>
  planBatch({ ...POST, requests }, terms);
const caption = parseUsd("0.0050");
const imagePrompt = parseUsd("0.0035");
const saved = 100 * (savingOf(postOn(GPT_4O), postOn(MINI)) ?? 0);
const monthOfPosts = (members: number, requestsPerDay: number, terms: CallTerms) =>
  dollars(monthOfRequests({ members, requestsPerDay }, postOn(terms)));

const batches: [string, Formula][] = [
  ["003-tok50", { by: "planBatch.tokens", figure: Number(posts(50, GPT_4O).tokens) }],
  ["003-tok100", { by: "planBatch.tokens", figure: Number(posts(100, GPT_4O).tokens) }],
  ["003-c50", { by: "planBatch.now", figure: dollars(posts(50, GPT_4O).nowPicoUsd) }],
  ["003-c100", { by: "planBatch.now", figure: dollars(posts(100, GPT_4O).nowPicoUsd) }],
  ["003-b100m", { by: "planBatch.now", figure: dollars(posts(100, MINI).nowPicoUsd) }],
  ["003-brk", { by: "sum of both calls", figure: dollars(imagePrompt + caption) }],
  ["003-split", { by: "costOfCall of 2,000 in, 350 out", figure: dollars(postOn(GPT_4O)) }],
  ["003-mini", { by: "costOfCall of 2,000 in, 350 out", figure: dollars(postOn(MINI)) }],
  ["003-17x", { by: "ratio of costOfCall", figure: ratio(postOn(GPT_4O), postOn(MINI)) }],
  ["003-90", { by: "savingOf", figure: saved }],
  ["003-savp", { by: "savingOf", figure: saved }],
  [
    "003-sav",
    {
      by: "monthOfRequests − monthOfRequests",
      figure: dollars(
        monthOfRequests({ members: 100, requestsPerDay: 5 }, postOn(GPT_4O)) -
          monthOfRequests({ members: 100, requestsPerDay: 5 }, postOn(MINI)),
      ),
    },
  ],
  [
    "003-img",
    {
      by: "monthOfRequests of the caption alone",
      figure: dollars(monthOfRequests({ members: 100, requestsPerDay: 5 }, caption)),
    },
  ],
  ...[50, 100].flatMap((members) =>
    [1, 5, 20].flatMap((perDay): [string, Formula][] => [
      [`003-m${members}-${perDay}`, { by: "monthOfRequests", figure: monthOfPosts(members, perDay, GPT_4O) }],
      [`003-n${members}-${perDay}`, { by: "monthOfRequests", figure: monthOfPosts(members, perDay, MINI) }],
    ]),
  ),
];

const lastStart = (tokensPerMinute: number) => {
  const { lastStartMs } = queueTime({ requests: 100, tokensPerRequest: 2_350, tokensPerMinute });
  return lastStartMs === null ? null : lastStartMs / 1_000;
};
/** The steps as a guide has them. */
const CLAIMED_TIERS = [10_000, 100_000, 500_000].map((tokensPerMinute, place) => ({
  tier: place + 1,
  paidUsd: 0,
  tokensPerMinute,
}));
const QUEUES: [string, number][] = [
  ["seed T1 10k", 10_000],
  ["seed T2 100k", 100_000],
  ["seed T3 500k", 500_000],
  ["real T1 gpt-4o 30k", 30_000],
  ["real T1 mini 200k", 200_000],
  ["real T2 gpt-4o 450k", 450_000],
];

const queues: [string, Formula][] = [
  ...(["gpt-4o", "gpt-4o-mini"] as const).flatMap((model) =>
    OPENAI_TIERS[model].map(({ tier, tokensPerMinute }): [string, Formula] => [
      `003-Tier${tier}${model}TPM`,
      { by: "OPENAI_TIERS", figure: tokensPerMinute },
    ]),
  ),
  ["003-t3", { by: "OPENAI_TIERS, paid", figure: OPENAI_TIERS["gpt-4o"][2]?.paidUsd ?? null }],
  [
    "003-req",
    { by: "tierFor the guide's own steps", figure: tierFor(235_000n, CLAIMED_TIERS)?.tier ?? null },
  ],
  ...QUEUES.map(([name, limit]): [string, Formula] => [
    `003-q-${name}`,
    { by: "queueTime.lastStart", figure: lastStart(limit) },
  ]),
];

const worst = (requests: number, outputTokens: number, models: Record<string, CallTerms>) => {
  const priced = Object.entries(models).map(([id, terms]) => ({ id, terms }));
  const risk = planRisk({ requests, inputTokens: 2_000, outputTokens, members: 1 }, priced);
  return risk && dollars(risk.memberPicoUsd);
};
const BASIC = { "gpt-3.5-turbo": GPT_35_OF_2023, "gpt-4": GPT_4 };
const budgets = fitBudgets({ dayPicoUsd: parseUsd("50"), monthPicoUsd: parseUsd("1000") });

const limits: [string, Formula][] = [
  ["004-bud", { by: "fitBudgets.thirtyDays", figure: dollars(budgets.thirtyDaysPicoUsd) }],
  ["004-bud2", { by: "fitBudgets.goneOnDay", figure: budgets.goneOnDay }],
  ["004-alloc", { by: "1 − unallocated", figure: (100 - unallocated([40, 30, 30], 100)) / 100 }],
  ["004-sel", { by: "costOfCall", figure: dollars(runOn(GPT_4)) }],
  ["004-sel2", { by: "costOfCall", figure: dollars(runOn(OPUS)) }],
  ["004-req", { by: "costOfCall", figure: dollars(runOn(GPT_4)) }],
  ["004-req35", { by: "costOfCall at the price of 2023", figure: dollars(runOn(GPT_35_OF_2023)) }],
  ["004-req4o", { by: "costOfCall", figure: dollars(runOn(GPT_4O)) }],
  ["004-tier-free", { by: "planRisk", figure: worst(100, 500, { "gpt-3.5-turbo": GPT_35_OF_2023 }) }],
  ["004-tier-basic", { by: "planRisk", figure: worst(1_000, 1_000, BASIC) }],
  ["004-tier-premium", { by: "planRisk", figure: worst(10_000, 2_000, { ...BASIC, opus: OPUS }) }],
  ["004-tier-prem-gpt4", { by: "planRisk", figure: worst(10_000, 2_000, { "gpt-4": GPT_4 }) }],
];

const predicted = (terms: CallTerms): Formula => {
  const input = { requests: 5_000, tokensPerRequest: 1_000, outputBasisPoints: 5_000 };
  const { allInputPicoUsd, atSplit, allOutputPicoUsd } = predictUsage(input, terms);
  return {
    by: "predictUsage: all input, half and half, all output",
    figure: [allInputPicoUsd, atSplit.totalPicoUsd, allOutputPicoUsd].map(dollars),
  };
};
const TUNING = {
  monthPicoUsd: parseUsd("1000"),
  oneOffPicoUsd: parseUsd("500"),
  reductionBasisPoints: 3_000,
  tokenPriceBasisPoints: 10_000,
};
const tuning = planTuning(TUNING);
const hybrid = (inputTokens: number, outputTokens: number): [string, Formula] => {
  const models = { draft: GPT_35_OF_2023, refine: GPT_4 };
  const { directPicoUsd, refinedPicoUsd } = draftAndRefine({ inputTokens, outputTokens }, models);
  return [
    `004-hyb-${inputTokens}-${outputTokens}`,
    { by: "draftAndRefine", figure: [dollars(directPicoUsd), dollars(refinedPicoUsd)] },
  ];
};

const techniques: [string, Formula][] = [
  ["004-fc-gpt-4o-mini", predicted(MINI)],
  ["004-fc-gpt-4o", predicted(GPT_4O)],
  [
    "004-ft",
    {
      by: "planTuning and returnAfter 1 and 12 months",
      figure: [
        dollars(tuning.savingPicoUsd),
        tuning.paybackMonths,
        returnAfter(1, TUNING),
        returnAfter(12, TUNING),
      ],
    },
  ],
  hybrid(500, 500),
  hybrid(2_000, 500),
  hybrid(200, 800),
  ...[5, 6, 7, 14, 30].map((days): [string, Formula] => [
    `004-z${days}`,
    { by: "largestDeviation", figure: largestDeviation(days) },
  ]),
  ["004-fa", { by: "falseAlarms", figure: falseAlarms({ series: 100, days: 30, deviations: 2 }) }],
];

/** What months ahead, batches, queues, limits and techniques come to. */
export const OF_PLANS: [string, Formula][] = [...forecasts, ...batches, ...queues, ...limits, ...techniques];
