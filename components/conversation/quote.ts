import type { ModelOption, Quote } from "@/lib/assistants/types";
import { formatExactUsd, formatUsd, type PicoUsd } from "@/lib/money";

/** What the next message will cost at most, reckoned in the browser; the server counts exactly. Null: unpriced. */
export type Estimate = { inputTokens: number; atMostPicoUsd: PicoUsd | null };

/** An answer shorter than this is not worth its price: the server refuses instead. */
export const USEFUL_OUTPUT_TOKENS_MIN = 256;

const BYTES_PER_TOKEN = 4;
const MESSAGE_OVERHEAD_TOKENS = 4;

const encoder = new TextEncoder();

export function roughTokens(text: string): number {
  return Math.ceil(encoder.encode(text).length / BYTES_PER_TOKEN);
}

export function estimate(quote: Quote, text: string): Estimate {
  const bytes = encoder.encode(text).length;
  // No tokenizer makes more tokens than bytes, so this holds for every model.
  const most = quote.contextTokens + bytes + MESSAGE_OVERHEAD_TOKENS;
  return {
    inputTokens: inputTokensOf(quote, text),
    atMostPicoUsd: costAt(quote, most, quote.outputTokensMax),
  };
}

/** The least that must be left for the server to accept the message; nothing for a model that runs unpriced. */
export function leastNeeded(quote: Quote, text: string): PicoUsd {
  const outputTokens = Math.min(USEFUL_OUTPUT_TOKENS_MIN, quote.outputTokensMax);
  return costAt(quote, inputTokensOf(quote, text), outputTokens) ?? 0n;
}

/** What an answer in progress has cost so far, by the same rough count; null where no price is known. */
export function costSoFar(quote: Quote, question: string, answer: string): PicoUsd | null {
  return costAt(quote, inputTokensOf(quote, question), roughTokens(answer));
}

export type QuoteWords = { input: string; most: string };

/** The words at the right end of the composer. `remainingPicoUsd` is null where no budget applies. */
export function quoteWords(quote: Quote, text: string, remainingPicoUsd: PicoUsd | null): QuoteWords {
  const { inputTokens, atMostPicoUsd } = estimate(quote, text);
  const input = `≈ ${inputTokens.toLocaleString("en-US")} tokens in`;
  if (atMostPicoUsd === null) return { input, most: "unpriced" };
  if (atMostPicoUsd === 0n) return { input, most: "free" };
  if (remainingPicoUsd !== null && atMostPicoUsd > remainingPicoUsd) {
    return { input, most: `up to ${formatUsd(remainingPicoUsd)}, the answer will be shortened` };
  }
  return { input, most: `up to ${formatUsd(atMostPicoUsd)}` };
}

/** A model in the picker, with its price per 1M tokens. */
export function modelWords(option: ModelOption): string {
  return `${option.label} · ${priceWords(option)}`;
}

/** A model's price per 1M tokens. */
export function priceWords({ free, simulated, unpriced, price }: ModelOption): string {
  if (free) return "free";
  if (unpriced) return "unpriced";
  if (!price) return "no price: cannot be used";
  const [input, output] = [price.inputPerMillionPicoUsd, price.outputPerMillionPicoUsd].map(formatExactUsd);
  return `${input} in, ${output} out per 1M${simulated ? ", simulated" : ""}`;
}

function inputTokensOf(quote: Quote, text: string): number {
  return quote.contextTokens + roughTokens(text) + (text ? MESSAGE_OVERHEAD_TOKENS : 0);
}

function costAt(quote: Quote, inputTokens: number, outputTokens: number): PicoUsd | null {
  if (quote.unpriced) return null;
  return (
    BigInt(inputTokens) * quote.inputPicoUsdPerToken + BigInt(outputTokens) * quote.outputPicoUsdPerToken
  );
}
