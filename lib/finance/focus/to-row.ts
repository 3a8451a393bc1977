import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import type { CsvCell } from "@/lib/reports";
import type { FocusColumn } from "./columns";
import { modelDetails, sellerOf } from "./names";
import type { FocusGroup } from "./read-day";
import type { Meter, Piece } from "./split";

export type FocusRow = Partial<Record<FocusColumn, CsvCell>>;

/** What is the same for every row of a day. Instants are the civil day's and month's own, in UTC. */
export type FocusDay = {
  account: { id: string; name: string };
  day: { start: Date; end: Date };
  month: { start: Date; end: Date };
  consumerOf: (userId: string) => string;
};

const METERS: Record<Meter, { name: string; words: string; sku: string; details: object | null }> = {
  input: {
    ...{ name: "Input Tokens", words: "Input tokens for", sku: "input" },
    details: { x_TokenDirection: "Input", x_TokenCacheAction: "Uncached" },
  },
  cached: {
    ...{ name: "Cache Read Input Tokens", words: "Cached input tokens for", sku: "cache-read" },
    details: { x_TokenDirection: "Input", x_TokenCacheAction: "Read" },
  },
  written: {
    ...{
      name: "Cache Write Input Tokens",
      words: "Input tokens written to the cache for",
      sku: "cache-write",
    },
    details: { x_TokenDirection: "Input", x_TokenCacheAction: "Write" },
  },
  output: {
    ...{ name: "Output Tokens", words: "Output tokens for", sku: "output" },
    details: { x_TokenDirection: "Output", x_TokenCacheAction: "Uncached" },
  },
  rest: {
    ...{ name: "", words: "Rounding, and amounts corrected by hand, for", sku: "", details: null },
  },
};

const PRICED_PER = 1_000_000n;
const PRICING_UNIT = "1000000 Tokens";

/** One row: a day, a member, a model and a kind of tokens. */
export function toFocusRow(day: FocusDay, group: FocusGroup, piece: Piece): FocusRow {
  const { provider, model, kind } = group;
  const meter = METERS[piece.meter];
  const seller = sellerOf(provider, day.account.name);
  const cost = decimal(piece.costPicoUsd);
  return {
    BilledCost: cost,
    EffectiveCost: cost,
    ListCost: cost,
    ContractedCost: cost,
    BillingAccountId: day.account.id,
    BillingAccountName: day.account.name,
    BillingAccountType: "Organisation",
    ...{ BillingCurrency: "USD", PricingCurrency: "USD", PricingCurrencyEffectiveCost: cost },
    BillingPeriodStart: instant(day.month.start),
    BillingPeriodEnd: instant(day.month.end),
    ChargePeriodStart: instant(day.day.start),
    ChargePeriodEnd: instant(day.day.end),
    ChargeCategory: piece.meter === "rest" ? "Adjustment" : "Usage",
    // Only what corrects a month that was closed is a correction; one of the running month belongs to it.
    ChargeClass: group.inBudgets ? null : "Correction",
    ChargeDescription: `${kind === "adjustment" ? "Adjusted: " : ""}${meter.words} ${model}`,
    ChargeFrequency: "Usage-Based",
    ...{ ServiceProviderName: seller.name, HostProviderName: seller.name, InvoiceIssuerName: seller.name },
    // Replaced by the three above in 1.3, and still asked for.
    ...{ ProviderName: seller.name, PublisherName: seller.name },
    ServiceCategory: "AI and Machine Learning",
    ServiceSubcategory: "Generative AI",
    ServiceName: seller.service,
    ...skuOf(group, piece),
    ...subAccountOf(group),
    ...resourceOf(group),
    Tags: tagsOf(group),
    x_ConsumerId: day.consumerOf(group.userId),
    x_EntryKind: kind,
    x_Certainty: certaintyOf(group, piece),
    x_EstimatedCost: decimal(piece.estimatedPicoUsd),
    x_EstimatedTokens: piece.estimatedTokens,
    x_Model: model,
    x_PriceId: group.priceId,
    x_CallCount: piece.calls,
    x_RunCount: piece.runs,
    x_TokenCount: piece.tokens,
  };
}

/**
 * What was used, by whichever price. The price's own id is apart, since a price's name outlives its amount. What ran
 * without a price has a price of zero with a name that says so: the specification wants one for all that is used.
 */
function skuOf(group: FocusGroup, { meter, tokens, ratePermille }: Piece): FocusRow {
  const { sku, name, details } = METERS[meter];
  if (!details) return {};
  const skuId = `${group.model}-${sku}`;
  const unitPrice = decimal(((ratePermille ?? 0n) * PRICED_PER) / 1_000n);
  const longContext = group.fromTokens === "0" ? "" : `-from-${group.fromTokens}`;
  return {
    ...{ SkuId: skuId, SkuMeter: name },
    SkuPriceId: ratePermille === null ? `${skuId}-unpriced` : `${skuId}-${group.serviceTier}${longContext}`,
    SkuPriceDetails: JSON.stringify({ ...details, ...modelDetails(group.model) }),
    ...{ ListUnitPrice: unitPrice, ContractedUnitPrice: unitPrice },
    ...{ PricingCurrencyListUnitPrice: unitPrice, PricingCurrencyContractedUnitPrice: unitPrice },
    PricingCategory: ratePermille === null ? "Other" : "Standard",
    PricingQuantity: { decimal: perMillion(tokens) },
    PricingUnit: PRICING_UNIT,
    ConsumedQuantity: tokens,
    ConsumedUnit: "Tokens",
  };
}

function subAccountOf({ departmentId, departmentName }: FocusGroup): FocusRow {
  if (departmentId === null) return {};
  return { SubAccountId: departmentId, SubAccountName: departmentName, SubAccountType: "Department" };
}

function resourceOf({ assistantId, assistantName }: FocusGroup): FocusRow {
  if (assistantId === null) return {};
  return { ResourceId: assistantId, ResourceName: assistantName, ResourceType: "Assistant" };
}

/** What is none has no tag. */
function tagsOf({ serviceTier, planName, assistantName }: FocusGroup): string {
  return JSON.stringify({
    "purser/service_tier": serviceTier,
    ...(planName === null ? {} : { "purser/plan": planName }),
    ...(assistantName === null ? {} : { "purser/assistant": assistantName }),
  });
}

/** Of a row in which something is estimated, `x_EstimatedTokens` and `x_EstimatedCost` say how much. */
function certaintyOf({ priceId }: FocusGroup, { estimatedTokens, estimatedPicoUsd }: Piece) {
  if (priceId === null) return "unpriced";
  return estimatedTokens === 0n && estimatedPicoUsd === 0n ? "exact" : "estimated";
}

function decimal(amount: PicoUsd): CsvCell {
  return { decimal: toDecimalUsd(amount) };
}

function perMillion(tokens: bigint): string {
  return toDecimalUsd(tokens * PRICED_PER);
}

/** ISO 8601 without fractions of a second. */
function instant(at: Date): string {
  return at.toISOString().replace(".000Z", "Z");
}
