import type { Terms } from "./types";

/**
 * What makers publish for batch and flex, which the catalogue does not know; read in November 2026. A model that is
 * not named here pays the full price: never too little is charged.
 */
export function factorsOf(provider: string, model: string): Pick<Terms, "batchPermille" | "flexPermille"> {
  return {
    batchPermille: HALF_IN_BATCH[provider]?.(model) ? HALF : FULL,
    flexPermille: provider === "openai" && OPENAI_FLEX.has(model) ? HALF : FULL,
  };
}

const FULL = 1_000;
const HALF = 500;

/** developers.openai.com/api/docs/pricing, tab "Flex". */
const OPENAI_FLEX = new Set([
  "gpt-6-astra",
  "gpt-5.6-sol",
  "gpt-5.6-terra",
  "gpt-5.6-luna",
  "gpt-5.5",
  "gpt-5.5-pro",
  "gpt-5.4",
  "gpt-5.4-mini",
  "gpt-5.4-nano",
  "gpt-5.4-pro",
  "gpt-5.2",
  "gpt-5.1",
  "gpt-5",
  "gpt-5-mini",
  "gpt-5-nano",
  "o3",
  "o4-mini",
]);

/** The same page, tab "Batch", in the catalogue's names. gpt-3.5-turbo-1106 stands there at its full price. */
const OPENAI_BATCH = new Set([
  ...OPENAI_FLEX,
  "gpt-6-sol",
  "gpt-6-luna",
  "gpt-5.2-pro",
  "gpt-5-pro",
  "gpt-4.1",
  "gpt-4.1-mini",
  "gpt-4.1-nano",
  "gpt-4o",
  "gpt-4o-2024-05-13",
  "gpt-4o-mini",
  "o1",
  "o1-pro",
  "o3-pro",
  "o3-mini",
  "gpt-4-turbo",
  "gpt-4",
  "gpt-3.5-turbo",
]);

/** console.groq.com/docs/batch, "Model Availability and Pricing". */
const GROQ_BATCH = new Set([
  "openai/gpt-oss-20b",
  "openai/gpt-oss-120b",
  "meta-llama/llama-4-maverick-17b-128e-instruct",
  "meta-llama/llama-4-scout-17b-16e-instruct",
  "llama-3.3-70b-versatile",
  "llama-3.1-8b-instant",
  "meta-llama/llama-guard-4-12b",
]);

const HALF_IN_BATCH: Record<string, (model: string) => boolean> = {
  openai: (model) => OPENAI_BATCH.has(model),
  // platform.claude.com/docs/en/build-with-claude/batch-processing: all usage of all active models at 50 %.
  anthropic: () => true,
  // ai.google.dev/gemini-api/docs/batch-api: 50 % of a Gemini model's standard price.
  google: (model) => model.startsWith("gemini-"),
  // docs.mistral.ai/capabilities/batch: half the price of the same call.
  mistral: () => true,
  groq: (model) => GROQ_BATCH.has(model),
  // docs.fireworks.ai/serverless/pricing: 50 % of serverless pricing on input and output.
  fireworks: () => true,
};
