import { offeredBy, readCatalogue } from "@/lib/pricing/catalogue";
import { perMillion, terms } from "@/lib/pricing/testing";
import type { Terms } from "@/lib/pricing/types";

/** The newest price of a model in the catalogue that the price book begins with. */
export function catalogued(provider: string, model: string): Terms {
  const price = offeredBy(readCatalogue(), { provider, model }).at(-1);
  if (!price) throw new Error(`The catalogue has no price of ${model}.`);
  return price;
}

export const MINI = catalogued("openai", "gpt-4o-mini");
export const GPT_4O = catalogued("openai", "gpt-4o");
export const GPT_4_TURBO = catalogued("openai", "gpt-4-turbo");
export const GPT_4 = catalogued("openai", "gpt-4");
export const GPT_35 = catalogued("openai", "gpt-3.5-turbo");
export const OPUS = catalogued("anthropic", "claude-3-opus-20240229");
export const SONNET = catalogued("anthropic", "claude-3-sonnet-20240229");
export const SONNET_35 = catalogued("anthropic", "claude-3-5-sonnet");
/** What gpt-3.5-turbo cost in 2023, with which a guide still reckons. */
export const GPT_35_OF_2023 = terms(perMillion({ input: "1.5", output: "2" }));
