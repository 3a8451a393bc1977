import type { ImportedFacts } from "@/db/schema";
import type { ImportedView } from "../types";

/** What a file said of an answer, as it is shown; null for an answer that came from no file. */
export function toImportedView(facts: ImportedFacts | null): ImportedView | null {
  if (!facts) return null;
  const {
    model,
    assistant = null,
    status = "completed",
    inputTokens,
    outputTokens,
    costPicoUsd,
    certainty,
  } = facts;
  return {
    model,
    assistantName: assistant,
    status,
    tokens:
      inputTokens === null || outputTokens === null ? null : { input: inputTokens, output: outputTokens },
    costPicoUsd: costPicoUsd === null ? null : BigInt(costPicoUsd),
    certainty,
  };
}
