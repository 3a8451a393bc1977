import { z } from "zod";
import type { PicoUsd } from "@/lib/money";

/** More tokens than any model takes, and what an integer column holds. */
const TOKENS_MAX = 100_000_000;
/** $1,000,000, the most that a budget can be. */
const REQUEST_MAX_PICO_USD = 1_000_000n * 1_000_000_000_000n;
const MODELS_MAX = 200;

const WHOLE = `Enter a whole number from 1 to ${TOKENS_MAX.toLocaleString("en-US")}, or leave the field empty.`;
const tokens = z.number(WHOLE).int(WHOLE).min(1, WHOLE).max(TOKENS_MAX, WHOLE).nullable();

const model = z
  .string("Enter the names of models.")
  .trim()
  .min(1, "Enter the name of a model, or leave it out.")
  .max(200, "A model's name has at most 200 characters.");

const DOLLARS = "Enter an amount above $0 and up to $1,000,000, or leave the field empty.";

/** What a plan consists of, with sentences for what is wrong. Null where the plan does not limit it. */
export const planFields = z.object({
  name: z
    .string("Enter a name for the plan.")
    .trim()
    .min(1, "Enter a name for the plan.")
    .max(60, "Enter a name of at most 60 characters."),
  models: z
    .array(model, "Enter the names of models.")
    .min(1, "Choose at least one model, or allow every model.")
    .max(MODELS_MAX, `A plan names at most ${MODELS_MAX} models.`)
    .transform((names) => [...new Set(names)])
    .nullable(),
  inputTokensMax: tokens,
  outputTokensMax: tokens,
  requestPicoUsdMax: z.custom<PicoUsd | null>(isRequestLimit, DOLLARS),
});

export type PlanInput = z.input<typeof planFields>;
export type PlanFields = z.output<typeof planFields>;

function isRequestLimit(value: unknown): boolean {
  return value === null || (typeof value === "bigint" && value > 0n && value <= REQUEST_MAX_PICO_USD);
}
