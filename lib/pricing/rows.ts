import type { prices } from "@/db/schema";
import type { Price, Terms } from "./types";

type PriceRow = typeof prices.$inferSelect;
type TermsRow = Omit<
  PriceRow,
  "id" | "provider" | "model" | "effectiveFrom" | "source" | "createdBy" | "createdAt"
>;

export function toPrice(row: PriceRow): Price {
  return {
    id: row.id,
    provider: row.provider,
    model: row.model,
    effectiveFrom: row.effectiveFrom,
    inputPicoUsd: row.inputPicoUsd,
    cachedInputPicoUsd: row.cachedInputPicoUsd,
    cacheWritePicoUsd: row.cacheWritePicoUsd,
    outputPicoUsd: row.outputPicoUsd,
    tiers: row.tiers.map((tier) => ({
      fromInputTokens: tier.fromInputTokens,
      inputPicoUsd: BigInt(tier.inputPicoUsd),
      cachedInputPicoUsd: BigInt(tier.cachedInputPicoUsd),
      cacheWritePicoUsd: BigInt(tier.cacheWritePicoUsd),
      outputPicoUsd: BigInt(tier.outputPicoUsd),
    })),
    batchPermille: row.batchPermille,
    flexPermille: row.flexPermille,
    contextWindow: row.contextWindow,
    source: row.source,
    createdBy: row.createdBy,
  };
}

/** The terms as they are stored. */
export function toTermsRow(terms: Terms): TermsRow {
  return {
    inputPicoUsd: terms.inputPicoUsd,
    cachedInputPicoUsd: terms.cachedInputPicoUsd,
    cacheWritePicoUsd: terms.cacheWritePicoUsd,
    outputPicoUsd: terms.outputPicoUsd,
    tiers: terms.tiers.map((tier) => ({
      fromInputTokens: tier.fromInputTokens,
      inputPicoUsd: String(tier.inputPicoUsd),
      cachedInputPicoUsd: String(tier.cachedInputPicoUsd),
      cacheWritePicoUsd: String(tier.cacheWritePicoUsd),
      outputPicoUsd: String(tier.outputPicoUsd),
    })),
    batchPermille: terms.batchPermille,
    flexPermille: terms.flexPermille,
    contextWindow: terms.contextWindow,
  };
}

export function sameTerms(a: Terms, b: Terms): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint(terms: Terms): string {
  const rates = [terms, ...terms.tiers].map((rate) =>
    [rate.inputPicoUsd, rate.cachedInputPicoUsd, rate.cacheWritePicoUsd, rate.outputPicoUsd].join("/"),
  );
  const starts = terms.tiers.map(({ fromInputTokens }) => fromInputTokens);
  return [...rates, ...starts, terms.batchPermille, terms.flexPermille, terms.contextWindow].join(" ");
}
