import type { ProviderMessage } from "@/lib/providers/types";
import { imageTokens } from "../attachments/image-tokens";
import type { Attached } from "../attachments/read";
import { inPlaceOfImage } from "../attachments/words";

/** Long runs of one character cost a tokenizer superlinear time, so text is counted piece by piece. */
const PIECE_CHARACTERS = 2_000;
/** So near its end a piece is cut between two words, where no token goes across. */
const WORD_CHARACTERS = 200;
/**
 * Added for each cut in a run without such a place: a cut leads merges elsewhere, and what is cut has fewer tokens at
 * times. The most that was found over 140,000 cuts is 2.
 */
const TOKENS_PER_CUT = 8;
/** What the chat format adds to each message and to the request, generously. */
const TOKENS_PER_MESSAGE = 8;
const TOKENS_PER_REQUEST = 16;

/** OpenAI's models from gpt-4o on; those before, and all other makers', have tokenizers of their own. */
const O200K_MODELS = /^(gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|chatgpt-4o|o\d)/;
/** English and code, in other tokenizers, against o200k. */
const OTHER_TOKENIZER_FACTOR = 1.5;

export type CountedText = {
  content: string;
  contentTokens: number;
  /** What goes with it. */
  attached?: readonly Attached[];
};
export type Counted = {
  /** An upper bound of what the provider will count; this is held. */
  inputTokens: number;
  /** What it will likely count; this is charged when it never says. */
  likelyInputTokens: number;
};
export type CountedFor = { provider: { id: string }; model: string };

/** Tokens of a text as o200k_base counts them, or a few more for a long run without words. */
export async function countTokens(text: string): Promise<number> {
  let total = 0;
  for await (const tokens of tokensByPiece(text)) total += tokens;
  return total;
}

/** The same by pieces, so that others can do something between them. */
export async function* tokensByPiece(text: string): AsyncGenerator<number> {
  const { countTokens: count } = await import("gpt-tokenizer/encoding/o200k_base");
  for (let at = 0; at < text.length; ) {
    const { end, slack } = endOfPiece(text, at);
    yield count(text.slice(at, end), { disallowedSpecial: new Set() }) + slack;
    at = end;
  }
}

/** Never between the halves of a character, each of which would count as one that is not known. */
function endOfPiece(text: string, at: number): { end: number; slack: number } {
  const most = at + PIECE_CHARACTERS;
  if (most >= text.length) return { end: text.length, slack: 0 };
  for (let end = most; end > most - WORD_CHARACTERS; end -= 1) {
    if (BETWEEN_WORDS.test(text.slice(end - 1, end + 2))) return { end, slack: 0 };
  }
  const isHalved = (text.codePointAt(most - 1) ?? 0) > 0xffff;
  return { end: isHalved ? most - 1 : most, slack: TOKENS_PER_CUT };
}

/** A word takes the one space before it into its first token, and never the one after it. */
const BETWEEN_WORDS = /^[a-z] [a-z]$/i;

/** Bound and likely figure of a request made of these texts. */
export function countRequest(texts: CountedText[], target: CountedFor): Counted {
  return {
    inputTokens: texts.reduce((sum, text) => sum + boundOfMessage(text, target), TOKENS_PER_REQUEST),
    likelyInputTokens: texts.reduce(
      (sum, text) => sum + text.contentTokens + TOKENS_PER_MESSAGE + likelyOfAttached(text, target),
      TOKENS_PER_REQUEST,
    ),
  };
}

/** The same for messages that were not counted before. */
export async function countMessages(messages: ProviderMessage[], target: CountedFor): Promise<Counted> {
  const texts = messages.map(async ({ content }) => ({ content, contentTokens: await countTokens(content) }));
  return countRequest(await Promise.all(texts), target);
}

/** The most that a message can be counted as, with what goes with it. */
export function boundOfMessage(text: CountedText, target: CountedFor): number {
  const tokens = isKnown(target) ? text.contentTokens : boundOfText(text);
  const attached = text.attached ?? [];
  return attached.reduce((sum, one) => sum + boundOfAttached(one, target), tokens + TOKENS_PER_MESSAGE);
}

function boundOfAttached(one: Attached, target: CountedFor): number {
  if (one.kind === "image") return ofImage(one, target);
  return (isKnown(target) ? one.contentTokens : one.contentTokensMax) + TOKENS_PER_MESSAGE;
}

function likelyOfAttached({ attached = [] }: CountedText, target: CountedFor): number {
  return attached.reduce(
    (sum, one) => sum + (one.kind === "image" ? ofImage(one, target) : one.contentTokens),
    0,
  );
}

/** Never less than the line that stands for it where it is not sent. */
function ofImage({ name, width, height }: Attached, { model }: CountedFor): number {
  const line = Buffer.byteLength(inPlaceOfImage(name));
  const tokens = imageTokens(model, { width: width ?? 0, height: height ?? 0 }) ?? 0;
  return Math.max(line, tokens) + TOKENS_PER_MESSAGE;
}

function isKnown({ provider, model }: CountedFor): boolean {
  return (provider.id === "openai" || provider.id === "azure") && O200K_MODELS.test(model);
}

/**
 * Where the tokenizer is not known: half as much again, each digit alone, and every byte of a script that it may
 * not have learnt. Telugu in cl100k takes 4.9 times what o200k counts; no byte-level tokenizer takes more than bytes.
 */
export function boundOfText({ content, contentTokens }: CountedText): number {
  const digits = content.replace(/\D+/g, "").length;
  const otherScripts = Buffer.byteLength(content.replace(/[\0-\x7f]+/g, ""));
  const likely = Math.ceil(contentTokens * OTHER_TOKENIZER_FACTOR) + digits + otherScripts;
  return Math.min(likely, Buffer.byteLength(content));
}
