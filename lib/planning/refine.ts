import type { PicoUsd } from "@/lib/money";
import { costOfCall } from "./bill";
import { ratio } from "./ratio";
import type { CallTerms, Tokens } from "./types";

export type Refinement = { directPicoUsd: PicoUsd; refinedPicoUsd: PicoUsd; times: number | null };

/**
 * A draft by one model that another reads and writes anew, beside asking the second one at once. The second pays for the
 * draft as input and for the whole answer as before, so it is dearer by the draft, always.
 */
export function draftAndRefine(tokens: Tokens, models: { draft: CallTerms; refine: CallTerms }): Refinement {
  const directPicoUsd = costOfCall(tokens, models.refine);
  const read = { ...tokens, inputTokens: tokens.inputTokens + tokens.outputTokens };
  const refinedPicoUsd = costOfCall(tokens, models.draft) + costOfCall(read, models.refine);
  return { directPicoUsd, refinedPicoUsd, times: ratio(refinedPicoUsd, directPicoUsd) };
}
