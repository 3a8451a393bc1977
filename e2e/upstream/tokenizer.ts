import { countInput, type ModelCall } from "@/lib/providers/demo/call";
import { splitTokens } from "@/lib/providers/demo/tokens";

/** How the upstream counts. `split` gives the pieces that are sent, each one token. */
export type Tokenizer = {
  countInput(call: ModelCall): number;
  split(text: string): string[];
};

/** `units`: four characters are one token, which a test can count by hand. `o200k`: as OpenAI's models count. */
export const TOKENIZERS = ["units", "o200k"] as const;
export type TokenizerName = (typeof TOKENIZERS)[number];

/** What OpenAI's chat format adds to each message and to the request. */
const TOKENS_PER_MESSAGE = 4;
const TOKENS_PER_REQUEST = 3;

export async function loadTokenizer(name: TokenizerName): Promise<Tokenizer> {
  return name === "units" ? { countInput, split: splitTokens } : loadO200k();
}

async function loadO200k(): Promise<Tokenizer> {
  const { encode, decode } = await import("gpt-tokenizer/encoding/o200k_base");
  const plain = { disallowedSpecial: new Set<string>() };
  return {
    countInput: ({ messages }) =>
      messages.reduce(
        (sum, { content }) => sum + encode(content, plain).length + TOKENS_PER_MESSAGE,
        TOKENS_PER_REQUEST,
      ),
    split: (text) => toPieces(encode(text, plain), decode),
  };
}

/** A token that ends within a character is sent with the next one, and both count as one: none of our texts has any. */
function toPieces(tokens: number[], decode: (tokens: number[]) => string): string[] {
  const pieces: string[] = [];
  let waiting: number[] = [];
  for (const token of tokens) {
    waiting.push(token);
    const piece = decode(waiting);
    if (piece.endsWith("\uFFFD")) continue;
    pieces.push(piece);
    waiting = [];
  }
  if (waiting.length > 0) pieces.push(decode(waiting));
  return pieces;
}
