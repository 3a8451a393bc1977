import type { Provider, ProviderMessage } from "@/lib/providers/types";

/** Long runs of one character cost a tokenizer superlinear time, so text is counted piece by piece. */
const PIECE_CHARACTERS = 2_000;
/** What the chat format adds to each message and to the request, generously. */
const TOKENS_PER_MESSAGE = 8;
const TOKENS_PER_REQUEST = 16;
/** Everything is counted as OpenAI's o200k does; other makers' tokenizers may need up to this much more. */
const OTHER_TOKENIZER_FACTOR = 1.5;

/** Tokens of a text as o200k_base counts them; cutting into pieces can only raise the figure, never lower it. */
export async function countTokens(text: string): Promise<number> {
  const { countTokens: count } = await import("gpt-tokenizer/encoding/o200k_base");
  let total = 0;
  for (let at = 0; at < text.length; at += PIECE_CHARACTERS) {
    total += count(text.slice(at, at + PIECE_CHARACTERS), { disallowedSpecial: new Set() });
  }
  return total;
}

/** An upper bound of what a provider will count for messages whose texts have these tokens together. */
export function boundInputTokens(contentTokens: number, messageCount: number, provider: Provider): number {
  const framed = contentTokens + messageCount * TOKENS_PER_MESSAGE + TOKENS_PER_REQUEST;
  return Math.ceil(framed * safetyFactor(provider));
}

/** The likely figure behind a bound, for a call whose provider never said. */
export function likelyInputTokens(bound: number, provider: string): number {
  return Math.ceil(bound / factorOf(provider));
}

/** The bound for messages that were not counted before. */
export async function countMessages(messages: ProviderMessage[], provider: Provider): Promise<number> {
  const counts = await Promise.all(messages.map((message) => countTokens(message.content)));
  return boundInputTokens(
    counts.reduce((a, b) => a + b, 0),
    messages.length,
    provider,
  );
}

function safetyFactor(provider: Provider): number {
  return factorOf(provider.id);
}

function factorOf(provider: string): number {
  return provider === "openai" || provider === "azure" ? 1 : OTHER_TOKENIZER_FACTOR;
}
