import { billOfCalls, NOTHING, plus, times, toBill } from "./bill";
import type { Bill, CallTerms, Tokens } from "./types";

/** Whether what a thread already holds is read from the provider's cache: never, or each time as far as it can be. */
export type Cache = "never" | "always";

type Ways = { terms: CallTerms; cache?: Cache };

/**
 * A thread of so many messages alike, of which each is sent with all that was said before it. Exact, tiers included, in
 * as many steps as there are tiers. With the cache, what the message before was sent with is read from it, and what is
 * new is written to it.
 */
export function billOfThread(messages: bigint, tokens: Tokens, { terms, cache = "never" }: Ways): Bill {
  const starts = [1n, ...terms.tiers.map(({ fromInputTokens }) => firstReaching(fromInputTokens, tokens))];
  return starts.reduce((bill, first, place) => {
    const next = starts[place + 1];
    const last = next === undefined || next > messages + 1n ? messages : next - 1n;
    if (last < first) return bill;
    const rates = terms.tiers[place - 1] ?? terms;
    return plus(bill, billOfStretch({ first, last, tokens, terms: { ...rates, tiers: [] } }, cache));
  }, NOTHING);
}

type Stretch = { first: bigint; last: bigint; tokens: Tokens; terms: CallTerms };

function billOfStretch({ first, last, tokens, terms }: Stretch, cache: Cache): Bill {
  const sent = sentTokens(first, last, tokens);
  const from = first > 1n ? first : 2n;
  const read = cache === "never" || last < from ? 0n : sentTokens(from - 1n, last - 1n, tokens);
  const outputTokens = (last - first + 1n) * BigInt(tokens.outputTokens);
  const fresh = cache === "never" ? terms.inputPicoUsd : terms.cacheWritePicoUsd;
  return toBill({
    inputTokens: sent,
    outputTokens,
    inputPicoUsd: (sent - read) * fresh + read * terms.cachedInputPicoUsd,
    outputPicoUsd: outputTokens * terms.outputPicoUsd,
  });
}

/** The input tokens of the messages `first` to `last`: the k-th is sent with k questions and k − 1 answers. */
function sentTokens(first: bigint, last: bigint, { inputTokens, outputTokens }: Tokens): bigint {
  const count = last - first + 1n;
  const perTurn = BigInt(inputTokens) + BigInt(outputTokens);
  return (perTurn * (first + last) * count) / 2n - BigInt(outputTokens) * count;
}

/** The first message that is sent with at least so many tokens. */
function firstReaching(threshold: number, { inputTokens, outputTokens }: Tokens): bigint {
  const perTurn = BigInt(inputTokens) + BigInt(outputTokens);
  if (perTurn === 0n) return BigInt(Number.MAX_SAFE_INTEGER);
  const reached = (BigInt(threshold) + BigInt(outputTokens) + perTurn - 1n) / perTurn;
  return reached > 1n ? reached : 1n;
}

/**
 * `messages` spread evenly over `threads`: where they do not come out even, some have one message more. Threads beyond
 * the messages stay empty and cost nothing.
 */
export function billOfThreads(
  { messages, threads }: { messages: bigint; threads: bigint },
  tokens: Tokens,
  ways: Ways,
): Bill {
  if (threads === 0n || messages === 0n) return NOTHING;
  const [shorter, longerCount] = [messages / threads, messages % threads];
  const billOf = (length: bigint) => billOfThread(length, tokens, ways);
  return plus(times(billOf(shorter), threads - longerCount), times(billOf(shorter + 1n), longerCount));
}

/** One conversation of messages of different lengths: what each is billed for, and all of them. */
export type Conversation = {
  /** The tokens of each call with the history, and of the message and its answer alone. */
  turns: { inputTokens: number; withHistory: number; alone: number }[];
  withHistory: Bill;
  alone: Bill;
};

/** A conversation beside the same messages without what was said before. */
export function billOfConversation(messages: readonly Tokens[], terms: CallTerms): Conversation {
  const result: Conversation = { turns: [], withHistory: NOTHING, alone: NOTHING };
  let history = 0;
  for (const { inputTokens, outputTokens } of messages) {
    const sent = { inputTokens: history + inputTokens, outputTokens };
    const alone = inputTokens + outputTokens;
    result.turns.push({ inputTokens: sent.inputTokens, withHistory: history + alone, alone });
    result.withHistory = plus(result.withHistory, billOfCalls(1n, sent, terms));
    result.alone = plus(result.alone, billOfCalls(1n, { inputTokens, outputTokens }, terms));
    history += alone;
  }
  return result;
}
