import {
  averageContext,
  billOfCalls,
  billOfConversation,
  billOfThread,
  type CallTerms,
  costOfCall,
  monthOfRequests,
  monthsUntilFull,
  planBatch,
  planScenario,
  planStorage,
  ratio,
  storageFee,
  tokensPerDollar,
} from "..";
import { dollars, type Formula, perToken, runOn } from "./formula";
import { GPT_4, GPT_4_TURBO, GPT_4O, GPT_35, MINI, OPUS, SONNET, SONNET_35 } from "./prices";

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

/** What threads, their messages and their runs cost, and what stands in price lists. */
export const OF_USE: [string, Formula][] = [
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
];
