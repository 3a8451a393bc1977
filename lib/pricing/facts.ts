import type { Facts } from "@/lib/audit";
import type { Named } from "./names";
import type { Price, Tier } from "./types";

/** What the audit log says of a price. */
export function priceFacts(price: Price): Facts {
  return {
    effectiveFrom: price.effectiveFrom,
    inputPicoUsd: price.inputPicoUsd,
    cachedInputPicoUsd: price.cachedInputPicoUsd,
    cacheWritePicoUsd: price.cacheWritePicoUsd,
    outputPicoUsd: price.outputPicoUsd,
    ...(price.tiers.length > 0 && { tiers: price.tiers.map(tierFact) }),
    batchPermille: price.batchPermille,
    flexPermille: price.flexPermille,
    contextWindow: price.contextWindow,
    source: price.source,
  };
}

/** "128000 300000 75000 0 600000": from so many input tokens on, then its rates. */
function tierFact(tier: Tier): string {
  const { inputPicoUsd, cachedInputPicoUsd, cacheWritePicoUsd, outputPicoUsd } = tier;
  return [tier.fromInputTokens, inputPicoUsd, cachedInputPicoUsd, cacheWritePicoUsd, outputPicoUsd].join(" ");
}

export function modelSubject({ provider, model }: Named) {
  return { kind: "model", id: `${provider}/${model}`, name: model };
}
