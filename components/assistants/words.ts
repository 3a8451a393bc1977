import { modelWords } from "@/components/conversation/quote";
import type { AssistantItem, InstructionsWeight, ModelOption } from "@/lib/assistants/types";
import { formatExactUsd } from "@/lib/money";

type Seen = Pick<AssistantItem, "visibility" | "departmentName">;

/** "Only you see it", "For everyone", "For department Sales". */
export function visibilityWords({ visibility, departmentName }: Seen): string {
  if (visibility === "me") return "Only you see it";
  return visibility === "everyone" ? "For everyone" : `For department ${departmentName ?? ""}`;
}

/** "By you" or "By Member 07". */
export function makerWords({ isOwn, makerName }: Pick<AssistantItem, "isOwn" | "makerName">): string {
  return isOwn ? "By you" : `By ${makerName}`;
}

/** An assistant's model with its price, or what stands in for one that is not offered any more. */
export function assistantModelWords(model: string | null, models: readonly ModelOption[]): string {
  if (model === null) return "With the model you choose";
  const offered = models.find(({ id }) => id === model);
  return offered ? modelWords(offered) : `${bareName(model)} · you cannot use it, another model answers`;
}

/** The name without its provider. */
export function bareName(model: string): string {
  return model.slice(model.indexOf("/") + 1);
}

/** "212 tokens. Adds at most 200 tokens, $0.00003, to each message with gpt-4o-mini." */
export function weightWords({ tokens, addedTokensMax, addedPicoUsdMax, model }: InstructionsWeight): string {
  const counted = tokens === 1 ? "1 token" : `${tokens.toLocaleString("en-US")} tokens`;
  const added = `${addedTokensMax.toLocaleString("en-US")} tokens`;
  const price = addedPicoUsdMax === null ? "unpriced" : formatExactUsd(addedPicoUsdMax);
  return `${counted}. Adds at most ${added}, ${price}, to each message with ${model}.`;
}
