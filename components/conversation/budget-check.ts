import type { BudgetBrief, BudgetLimit } from "@/components/shell/budget-words";
import type { ModelOption, Quote } from "@/lib/assistants/types";
import type { PicoUsd } from "@/lib/money";
import { estimate, leastNeeded, type QuoteWords, quoteWords, USEFUL_OUTPUT_TOKENS_MIN } from "./quote";

const PER_MILLION = 1_000_000n;

/**
 * The budget that stops the next message, whatever the member writes: too little is left of it for an answer of
 * any use, even once running answers have given back what they hold. Of several the one that holds longest.
 */
export function stoppedBy(
  budget: BudgetBrief | null,
  quote: Quote | null,
  models: readonly ModelOption[],
): BudgetLimit | null {
  return budget?.limits.find((limit) => !affords(limit, quote, models)) ?? null;
}

/** Whether it is the length of this thread that a budget does not afford, so that a new thread still gets an answer. */
export function affordsNewThread(
  limit: BudgetLimit,
  quote: Quote | null,
  models: readonly ModelOption[],
): boolean {
  return quote !== null && limit.unspent > 0n && affords(limit, { ...quote, contextTokens: 0 }, models);
}

function affords(limit: BudgetLimit, quote: Quote | null, models: readonly ModelOption[]): boolean {
  if (limit.unit === "messages") return limit.unspent > 0n;
  if (!quote) return limit.unspent > 0n || limit.downgradeTo !== null;
  if (limit.unit === "tokens") return limit.unspent >= leastTokens(quote);
  const cheaper = cheaperQuote(limit, quote, models);
  return (
    limit.unspent >= leastNeeded(quote, "") || (cheaper !== null && limit.unspent >= leastNeeded(cheaper, ""))
  );
}

type Outlook = {
  budget: BudgetBrief | null;
  models: readonly ModelOption[];
  /** An answer is on its way here; the next message comes after it has given back what it holds. */
  running: boolean;
};

/** The words at the right end of the composer; budgets in dollars alone are held against its dollars. */
export function composerWords(quote: Quote, text: string, { budget, models, running }: Outlook): QuoteWords {
  const limits = (budget?.limits ?? []).map((limit) =>
    running ? { ...limit, remaining: limit.unspent } : limit,
  );
  const fitted = withinTokens(quote, text, limits);
  const dollars = limits.filter(({ unit }) => unit === "usd");
  const [stopping, downgrading] = split(dollars, (limit) => cheaperQuote(limit, quote, models) === null);
  const words = quoteWords(fitted, text, leastOf(stopping));
  const { atMostPicoUsd } = estimate(fitted, text);
  if (atMostPicoUsd === null) return words;
  if (isAbove(atMostPicoUsd, leastOf(downgrading))) {
    return { ...words, most: `${words.most}, or a cheaper model` };
  }
  const isCut = fitted !== quote && !isAbove(atMostPicoUsd, leastOf(stopping));
  return isCut ? { ...words, most: `${words.most}, the answer will be shortened` } : words;
}

/** The quote with an answer no longer than the budgets in tokens leave room for. */
function withinTokens(quote: Quote, text: string, limits: readonly BudgetLimit[]): Quote {
  const left = leastOf(limits.filter(({ unit }) => unit === "tokens"));
  if (left === null) return quote;
  const room = Number(left) - estimate(quote, text).inputTokens;
  return room >= quote.outputTokensMax ? quote : { ...quote, outputTokensMax: Math.max(0, room) };
}

/** The quote at the price of the model that a budget lets answer instead; null where none would. */
function cheaperQuote(limit: BudgetLimit, quote: Quote, models: readonly ModelOption[]): Quote | null {
  const cheaper = models.find(({ id }) => id === limit.downgradeTo);
  if (!cheaper?.price || cheaper.model === quote.model) return null;
  const { inputPerMillionPicoUsd, outputPerMillionPicoUsd } = cheaper.price;
  return {
    ...quote,
    model: cheaper.model,
    inputPicoUsdPerToken: inputPerMillionPicoUsd / PER_MILLION,
    outputPicoUsdPerToken: outputPerMillionPicoUsd / PER_MILLION,
    unpriced: false,
  };
}

function leastTokens({ contextTokens, outputTokensMax }: Quote): bigint {
  return BigInt(contextTokens + Math.min(USEFUL_OUTPUT_TOKENS_MIN, outputTokensMax));
}

function leastOf(limits: readonly BudgetLimit[]): PicoUsd | null {
  return limits.reduce<PicoUsd | null>(
    (least, { remaining }) => (least === null || remaining < least ? remaining : least),
    null,
  );
}

function isAbove(amount: PicoUsd, limit: PicoUsd | null): boolean {
  return limit !== null && amount > limit;
}

function split<T>(list: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [list.filter(isFirst), list.filter((item) => !isFirst(item))];
}
