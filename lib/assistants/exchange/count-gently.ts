import { countTokens } from "../context/count-tokens";

/** A multiple of the pieces in which texts are counted, so that the sum is the same. */
const PART_CHARACTERS = 10_000;

/** Tokens of a text of any length, with pauses. */
export async function countGently(text: string, breathe: () => Promise<void>): Promise<number> {
  let total = 0;
  for (let at = 0; at < text.length; at += PART_CHARACTERS) {
    total += await countTokens(text.slice(at, at + PART_CHARACTERS));
    await breathe();
  }
  return total;
}
