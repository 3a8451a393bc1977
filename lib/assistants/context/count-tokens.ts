import type { ProviderMessage } from "@/lib/providers/types";

/** Long runs of one character cost a tokenizer superlinear time, so text is counted piece by piece. */
const PIECE_CHARACTERS = 2_000;
/** What the chat format adds to each message and to the request, generously. */
const TOKENS_PER_MESSAGE = 8;
const TOKENS_PER_REQUEST = 16;

/** OpenAI's models from gpt-4o on; those before, and all other makers', have tokenizers of their own. */
const O200K_MODELS = /^(gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|chatgpt-4o|o\d)/;
/** English and code, in other tokenizers, against o200k. */
const OTHER_TOKENIZER_FACTOR = 1.5;

export type CountedText = { content: string; contentTokens: number };
export type Counted = {
  /** An upper bound of what the provider will count; this is held. */
  inputTokens: number;
  /** What it will likely count; this is charged when it never says. */
  likelyInputTokens: number;
};
export type CountedFor = { provider: { id: string }; model: string };

/** Tokens of a text as o200k_base counts them; cutting into pieces can only raise the figure, never lower it. */
export async function countTokens(text: string): Promise<number> {
  const { countTokens: count } = await import("gpt-tokenizer/encoding/o200k_base");
  let total = 0;
  for (let at = 0; at < text.length; at += PIECE_CHARACTERS) {
    total += count(text.slice(at, at + PIECE_CHARACTERS), { disallowedSpecial: new Set() });
  }
  return total;
}

/** Bound and likely figure of a request made of these texts. */
export function countRequest(texts: CountedText[], target: CountedFor): Counted {
  return {
    inputTokens: texts.reduce((sum, text) => sum + boundOfMessage(text, target), TOKENS_PER_REQUEST),
    likelyInputTokens: texts.reduce(
      (sum, text) => sum + text.contentTokens + TOKENS_PER_MESSAGE,
      TOKENS_PER_REQUEST,
    ),
  };
}

/** The same for messages that were not counted before. */
export async function countMessages(messages: ProviderMessage[], target: CountedFor): Promise<Counted> {
  const texts = messages.map(async ({ content }) => ({ content, contentTokens: await countTokens(content) }));
  return countRequest(await Promise.all(texts), target);
}

/**
 * Where the tokenizer is not known: half as much again, each digit alone, and every byte of a script that it may
 * not have learnt. Telugu in cl100k takes 4.9 times what o200k counts; no byte-level tokenizer takes more than bytes.
 */
export function boundOfMessage(
  { content, contentTokens }: CountedText,
  { provider, model }: CountedFor,
): number {
  const isKnown = (provider.id === "openai" || provider.id === "azure") && O200K_MODELS.test(model);
  if (isKnown) return contentTokens + TOKENS_PER_MESSAGE;
  const digits = content.replace(/\D+/g, "").length;
  const otherScripts = Buffer.byteLength(content.replace(/[\0-\x7f]+/g, ""));
  const likely = Math.ceil(contentTokens * OTHER_TOKENIZER_FACTOR) + digits + otherScripts;
  return Math.min(likely, Buffer.byteLength(content)) + TOKENS_PER_MESSAGE;
}
