import { AppError } from "@/lib/errors";
import type { PicoUsd } from "@/lib/money";
import type { Named } from "./names";
import type { Rates, TermsInput, Tier } from "./types";

/** $100,000 per 1M tokens: more is a slip of the hand, and its costs would not fit into the ledger. */
const RATE_PICO_USD_MAX = 100_000_000_000n;
const NAME_LENGTH_MAX = 200;
const TIERS_MAX = 10;
const INTEGER_MAX = 2_147_483_647;

const RATE_NAMES: Record<keyof Rates, string> = {
  inputPicoUsd: "input",
  cachedInputPicoUsd: "cached input",
  cacheWritePicoUsd: "cache write",
  outputPicoUsd: "output",
};
const RATES = ["inputPicoUsd", "cachedInputPicoUsd", "cacheWritePicoUsd", "outputPicoUsd"] as const;

/** Throws `invalid` with what to do about the first thing that no price can be; `details.field` names it. */
export function checkTerms(named: Named, terms: TermsInput): void {
  checkName(named);
  checkRates(terms);
  checkTiers(terms, terms.tiers ?? []);
  checkFactor(terms.batchPermille, "batchPermille");
  checkFactor(terms.flexPermille, "flexPermille");
  const { contextWindow } = terms;
  if (typeof contextWindow === "number" && !isCount(contextWindow)) {
    throw refusal("contextWindow", "The context window is a whole number of tokens, such as 128000.");
  }
}

/** Throws `invalid` where no model can have that name. */
export function checkName({ provider, model }: Named): void {
  for (const name of [provider, model]) {
    if (name.trim() === name && name !== "" && name.length <= NAME_LENGTH_MAX) continue;
    throw refusal("model", "Name the provider and the model exactly, such as openai and gpt-4o-mini.");
  }
}

function checkRates(rates: Rates): void {
  for (const rate of RATES) checkRate(rates[rate], rate);
}

function checkRate(amount: PicoUsd, rate: keyof Rates): void {
  if (amount < 0n) throw refusal(rate, "A price is never below zero.");
  if (amount > RATE_PICO_USD_MAX) {
    throw refusal(rate, "A price is at most $100,000 per 1M tokens: check the decimal point.");
  }
}

function checkTiers(base: Rates, tiers: Tier[]): void {
  if (tiers.length > TIERS_MAX)
    throw refusal("tiers", `A price has at most ${TIERS_MAX} long-context steps.`);
  let before: Tier = { ...base, fromInputTokens: 0 };
  for (const tier of tiers) {
    checkRates(tier);
    if (!isCount(tier.fromInputTokens) || tier.fromInputTokens <= before.fromInputTokens) {
      throw refusal("tiers", "Long-context prices begin at whole numbers of input tokens, the lowest first.");
    }
    const cheaper = RATES.find((rate) => tier[rate] < before[rate]);
    if (cheaper) {
      throw refusal(
        "tiers",
        `A long context is never cheaper than a short one: raise its ${RATE_NAMES[cheaper]} price.`,
      );
    }
    before = tier;
  }
}

function checkFactor(permille: number | undefined, field: string): void {
  if (permille === undefined || (Number.isInteger(permille) && permille >= 0 && permille <= 1_000)) return;
  throw refusal(field, "A batch or flex factor is a whole number of thousandths between 0 and 1000.");
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= INTEGER_MAX;
}

function refusal(field: string, message: string): AppError {
  return new AppError("invalid", message, { details: { field } });
}
