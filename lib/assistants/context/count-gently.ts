import { tokensByPiece } from "./count-tokens";

/** Tokens of a text of any length, with pauses. */
export async function countGently(text: string, breathe: () => Promise<void>): Promise<number> {
  let total = 0;
  for await (const tokens of tokensByPiece(text)) {
    total += tokens;
    await breathe();
  }
  return total;
}
