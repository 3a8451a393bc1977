import { counted } from "@/components/charts/words";
import type { UnpricedModel } from "@/lib/reports/types";

const NAMED_MAX = 3;

/** What ran without a price, in a sentence; null where nothing did. */
export function unpricedWords(unpriced: readonly UnpricedModel[]): string | null {
  const calls = unpriced.reduce((sum, use) => sum + use.calls, 0);
  if (calls === 0) return null;
  const [have, cost] = calls === 1 ? ["has", "it cost"] : ["have", "they cost"];
  return `${counted(calls, "call")} on ${modelWords(unpriced)} ${have} no price: what ${cost} is unknown, and in none of these sums.`;
}

function modelWords(unpriced: readonly UnpricedModel[]): string {
  const names = unpriced.slice(0, NAMED_MAX).map(({ provider, model }) => `${provider}/${model}`);
  const more = unpriced.length - names.length;
  const parts = more > 0 ? [...names, counted(more, "more model")] : names;
  return new Intl.ListFormat("en-GB").format(parts);
}
