import { parseUsd, toChartUsd } from "@/lib/money";
import {
  analyseRoi,
  averageContext,
  billOfCalls,
  billOfConversation,
  billOfThread,
  type CallTerms,
  costOfCall,
  draftAndRefine,
  falseAlarms,
  fitBudgets,
  forecastGrowth,
  largestDeviation,
  monthOfRequests,
  monthsUntilFull,
  OPENAI_TIERS,
  planBatch,
  planRisk,
  planScenario,
  planStorage,
  planTuning,
  predictUsage,
  queueTime,
  ratio,
  returnAfter,
  savingOf,
  storageFee,
  summariseOnce,
  tierFor,
  tokensPerDollar,
  unallocated,
} from "..";
import { GPT_4, GPT_4_TURBO, GPT_4O, GPT_35, GPT_35_OF_2023, MINI, OPUS, SONNET, SONNET_35 } from "./prices";

/** `by` is the function that a figure comes from; `right` stands beside a figure that is itself not right. */
export type Formula = {
  by: string;
  figure: number | null | (number | null)[];
  right?: { figure: (number | null)[]; why: string };
};

const dollars = toChartUsd;
const million = (rate: bigint) => dollars(rate * 1_000_000n);
const thousand = (rate: bigint) => dollars(rate * 1_000n);

function ofScenario(id: string, messagesPerMember: number): [string, Formula][] {
  const tokens = { inputTokens: 50, outputTokens: 150 };
  const plan = planScenario(
    { ...tokens, members: 100, messagesPerMember, threadsPerMemberHundredths: 100 },
    MINI,
  );
  const only = plan.messagesOnly;
  const by = (part: string) => `planScenario.${part} with gpt-4o-mini`;
  return [
    [`${id}a`, { by: by("messages"), figure: Number(plan.messages) }],
    [`${id}b`, { by: by("messagesOnly.input"), figure: dollars(only.inputPicoUsd) }],
    [`${id}c`, { by: by("messagesOnly.output"), figure: dollars(only.outputPicoUsd) }],
    [`${id}d`, { by: by("messagesOnly.total"), figure: dollars(only.totalPicoUsd) }],
    [`${id}e`, { by: by("oneThread.total"), figure: dollars(plan.oneThread.totalPicoUsd) }],
  ];
}

type Projection = { messages: number; threads: number; inputTokens: number; outputTokens: number };

function ofProjection(id: string, { messages, threads, ...tokens }: Projection): [string, Formula][] {
  const input = { ...tokens, members: 100, messagesPerMember: messages };
  const plan = planScenario({ ...input, threadsPerMemberHundredths: threads }, MINI);
  const only = plan.messagesOnly;
  const pair = [plan.oneThread, plan.severalThreads].map(({ totalPicoUsd }) => dollars(totalPicoUsd));
  const by = (part: string) => `planScenario.${part} with gpt-4o-mini`;
  return [
    [`${id}t`, { by: by("threads"), figure: Number(plan.threads) }],
    [`${id}a`, { by: by("messagesOnly.input"), figure: dollars(only.inputPicoUsd) }],
    [`${id}b`, { by: by("messagesOnly.output"), figure: dollars(only.outputPicoUsd) }],
    [`${id}c`, { by: by("messagesOnly.total"), figure: dollars(only.totalPicoUsd) }],
    [`${id}d`, { by: by("messagesOnly.total ÷ members"), figure: dollars(only.totalPicoUsd / 100n) }],
    [`${id}e`, { by: by("oneThread and severalThreads"), figure: pair }],
  ];
}

/**
 * 2.5 threads of 16 messages are 40 messages; the figure sends three threads of 16, which are 48, and has 40 answered.
 */
function ofHalfThreads(pair: Formula["figure"]): Formula {
  const tokens = { inputTokens: 60, outputTokens: 180 };
  const three = billOfThread(16n, tokens, { terms: MINI }).inputPicoUsd * 3n * 100n;
  const answers = billOfCalls(4_000n, tokens, MINI).outputPicoUsd;
  const oneThread = Array.isArray(pair) ? (pair[0] ?? null) : null;
  return {
    by: "billOfThread of 16 messages × 3, with the answers of 40",
    figure: [oneThread, dollars(three + answers)],
    right: {
      figure: Array.isArray(pair) ? pair : [pair],
      why: "planScenario.severalThreads: 2.5 threads of 16 messages are 40 messages, not 48",
    },
  };
}

const high = ofProjection("001-P3", { messages: 100, threads: 400, inputTokens: 90, outputTokens: 250 });
const realistic = ofProjection("001-P2", { messages: 60, threads: 300, inputTokens: 75, outputTokens: 200 });
const conservative = ofProjection("001-P1", {
  ...{ messages: 40, threads: 250, inputTokens: 60, outputTokens: 180 },
}).map(([id, formula]): [string, Formula] =>
  id === "001-P1e" ? [id, ofHalfThreads(formula.figure)] : [id, formula],
);

const THREE = [
  { inputTokens: 50, outputTokens: 150 },
  { inputTokens: 30, outputTokens: 100 },
  { inputTokens: 20, outputTokens: 80 },
];
const talk = billOfConversation(THREE, MINI);
const sum = (values: (number | undefined)[]) => values.reduce<number>((all, one) => all + (one ?? 0), 0);
const aloneTokens = sum(talk.turns.map(({ alone }) => alone));
const resentTokens = sum(talk.turns.map(({ withHistory }) => withHistory));

const conversation: [string, Formula][] = [
  ["000-cmp1", { by: "billOfConversation, turns alone", figure: aloneTokens }],
  ["000-cmp2", { by: "billOfConversation, turn 2", figure: talk.turns[1]?.withHistory ?? null }],
  ["000-cmp3", { by: "billOfConversation, turn 3", figure: talk.turns[2]?.withHistory ?? null }],
  ["000-cmp4", { by: "billOfConversation, turns with history", figure: resentTokens }],
  ["000-cmp5", { by: "billOfConversation, tokens ÷ tokens", figure: resentTokens / aloneTokens }],
  [
    "000-cmp6",
    {
      by: "billOfConversation, dollars ÷ dollars",
      figure: ratio(talk.withHistory.totalPicoUsd, talk.alone.totalPicoUsd),
    },
  ],
  ["000-cmp7", { by: "billOfConversation, input billed", figure: Number(talk.withHistory.inputTokens) }],
  [
    "000-track",
    { by: "costOfCall", figure: dollars(costOfCall({ inputTokens: 50, outputTokens: 150 }, MINI)) },
  ],
];

const REALISTIC = { messagesPerMonth: 60, tokensPerMessage: 275 };
const context: [string, Formula][] = [
  ...[1, 2, 3, 6].map((month): [string, Formula] => [
    `001-ctx${month}`,
    { by: "averageContext", figure: averageContext(REALISTIC, month) },
  ]),
  ["001-128k", { by: "monthsUntilFull", figure: monthsUntilFull(REALISTIC, 128_000) }],
  [
    "001-128kh",
    {
      by: "monthsUntilFull",
      figure: monthsUntilFull({ messagesPerMonth: 100, tokensPerMessage: 340 }, 128_000),
    },
  ],
];

const RUN = { inputTokens: 2_000, outputTokens: 500 };
const runOn = (terms: CallTerms) => costOfCall(RUN, terms);
const perToken = { perMillionPicoUsd: parseUsd("0.10"), days: 30 };
const fee = (threads: number, tokens: number) => storageFee(BigInt(threads) * BigInt(tokens), perToken);
const monthOf = (terms: CallTerms) => monthOfRequests({ members: 10_000, requestsPerDay: 3 }, runOn(terms));

const runs: [string, Formula][] = [
  ["002-l2", { by: "costOfCall", figure: dollars(runOn(MINI)) }],
  ["002-l3", { by: "costOfCall", figure: dollars(runOn(GPT_4O)) }],
  ["002-16x", { by: "ratio of costOfCall", figure: ratio(runOn(GPT_4O), runOn(MINI)) }],
  ["002-log", { by: "costOfCall with the model's own price", figure: dollars(runOn(MINI)) }],
  ["002-runs", { by: "monthOfRequests", figure: dollars(monthOf(MINI)) }],
  ["002-4o", { by: "monthOfRequests", figure: dollars(monthOf(GPT_4O)) }],
  [
    "002-batch",
    {
      by: "planBatch.batch with gpt-4o-mini",
      figure: dollars(planBatch({ requests: 1_000, inputTokens: 1_000, outputTokens: 0 }, MINI).batchPicoUsd),
    },
  ],
];

const noFee = storageFee(250_000_000n, { perMillionPicoUsd: 0n, days: 30 });
const storage: [string, Formula][] = [
  [
    "002-thr5000",
    {
      by: "planStorage.tokens",
      figure: Number(planStorage({ threads: 1, messagesPerThread: 10, tokensPerMessage: 500 }).tokens),
    },
  ],
  ["002-075", { by: "storageFee at $0.10", figure: dollars(fee(1_000, 3_000)) }],
  ["002-st", { by: "storageFee at $0.10", figure: dollars(fee(10_000, 25_000)) }],
  [
    "002-tot",
    {
      by: "storageFee at $0.10 + monthOfRequests",
      figure: dollars(fee(10_000, 25_000) + monthOf(MINI)),
      right: { figure: [dollars(noFee + monthOf(MINI))], why: "no provider bills stored threads" },
    },
  ],
  ["002-sc-small", { by: "storageFee at $0.10", figure: dollars(fee(100, 1_000)) }],
  ["002-sc-medium", { by: "storageFee at $0.10", figure: dollars(fee(1_000, 5_000)) }],
  ["002-sc-large", { by: "storageFee at $0.10", figure: dollars(fee(10_000, 25_000)) }],
];

const inputOf = (id: string, terms: CallTerms): [string, Formula] => [
  id,
  { by: "the catalogue, input per 1M", figure: million(terms.inputPicoUsd) },
];
const outputOf = (id: string, terms: CallTerms): [string, Formula] => [
  id,
  { by: "the catalogue, output per 1M", figure: million(terms.outputPicoUsd) },
];
const cachedOf = (id: string, terms: CallTerms): [string, Formula] => [
  id,
  { by: "the catalogue, cached input per 1M", figure: million(terms.cachedInputPicoUsd) },
];
const perThousand = (id: string, terms: CallTerms): [string, Formula][] => [
  [`${id}-i`, { by: "the catalogue, input per 1K", figure: thousand(terms.inputPicoUsd) }],
  [`${id}-o`, { by: "the catalogue, output per 1K", figure: thousand(terms.outputPicoUsd) }],
];
const perDollar = (id: string, terms: CallTerms): [string, Formula][] => [
  [`${id}-i`, { by: "tokensPerDollar.input", figure: tokensPerDollar(terms).input }],
  [`${id}-o`, { by: "tokensPerDollar.output", figure: tokensPerDollar(terms).output }],
];

const prices: [string, Formula][] = [
  outputOf("002-outc-mini", MINI),
  outputOf("002-outc-4o", GPT_4O),
  inputOf("002-p-gpt-4o-mini-i", MINI),
  outputOf("002-p-gpt-4o-mini-o", MINI),
  cachedOf("002-p-gpt-4o-mini-c", MINI),
  inputOf("002-p-gpt-4o-i", GPT_4O),
  outputOf("002-p-gpt-4o-o", GPT_4O),
  cachedOf("002-p-gpt-4o-c", GPT_4O),
  inputOf("002-p-gpt-4-turbo-i", GPT_4_TURBO),
  outputOf("002-p-gpt-4-turbo-o", GPT_4_TURBO),
  ...perThousand("004-p-gpt-4", GPT_4),
  ...perThousand("004-p-gpt-3.5-turbo", GPT_35),
  ...perThousand("004-p-claude-3-opus-20240229", OPUS),
  ...perThousand("004-p-claude-3-sonnet-20240229", SONNET),
  ...perDollar("002-tpd-mini", MINI),
  ...perDollar("002-tpd-4o", GPT_4O),
  ...perDollar("002-tpd-cl", SONNET_35),
];

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

/** Which function each figure comes from, and what it answers, by the figure's id. */
export const FORMULAS = new Map<string, Formula>([
  ...ofScenario("000-S1", 10),
  ...ofScenario("000-S2", 50),
  ...ofScenario("000-S3", 200),
  ...conversation,
  ...conservative,
  ...realistic,
  ...high,
  ...context,
  ...runs,
  ...storage,
  ...prices,
  ...forecasts,
  ...batches,
  ...queues,
  ...limits,
  ...techniques,
]);
