type Row = Record<string, string>;
type Kind = "text" | "decimal" | "instant" | "json" | "currency";

/**
 * What FOCUS 1.3 says of the columns of Cost and Usage, by our own reading of each column's page and not by what the
 * export does: its level (mandatory, recommended or conditional), its type, and whether it may be empty.
 */
const COLUMNS: Record<string, `${"m" | "r" | "c"} ${Kind}${"" | "?"}`> = {
  ...{ AllocatedMethodDetails: "c json?", AllocatedMethodId: "c text?", AllocatedResourceId: "c text?" },
  ...{ AllocatedResourceName: "c text?", AllocatedTags: "c json?", AvailabilityZone: "r text?" },
  ...{ BilledCost: "m decimal", BillingAccountId: "m text", BillingAccountName: "m text?" },
  ...{ BillingAccountType: "c text", BillingCurrency: "m currency", BillingPeriodEnd: "m instant" },
  ...{
    BillingPeriodStart: "m instant",
    CapacityReservationId: "c text?",
    CapacityReservationStatus: "c text?",
  },
  ...{ ChargeCategory: "m text", ChargeClass: "m text?", ChargeDescription: "m text?" },
  ...{ ChargeFrequency: "r text", ChargePeriodEnd: "m instant", ChargePeriodStart: "m instant" },
  ...{ CommitmentDiscountCategory: "c text?", CommitmentDiscountId: "c text?" },
  ...{ CommitmentDiscountName: "c text?", CommitmentDiscountQuantity: "c decimal?" },
  ...{ CommitmentDiscountStatus: "c text?", CommitmentDiscountType: "c text?" },
  ...{ CommitmentDiscountUnit: "c text?", ConsumedQuantity: "c decimal?", ConsumedUnit: "c text?" },
  ...{ ContractApplied: "c json?", ContractedCost: "m decimal", ContractedUnitPrice: "c decimal?" },
  ...{ EffectiveCost: "m decimal", HostProviderName: "m text", InvoiceId: "r text?" },
  ...{ InvoiceIssuerName: "m text", ListCost: "m decimal", ListUnitPrice: "c decimal?" },
  ...{ PricingCategory: "c text?", PricingCurrency: "c currency" },
  ...{ PricingCurrencyContractedUnitPrice: "c decimal?", PricingCurrencyEffectiveCost: "c decimal" },
  ...{ PricingCurrencyListUnitPrice: "c decimal?", PricingQuantity: "m decimal?", PricingUnit: "m text?" },
  ...{ ProviderName: "m text", PublisherName: "m text", RegionId: "c text?", RegionName: "c text?" },
  ...{ ResourceId: "c text?", ResourceName: "c text?", ResourceType: "c text?" },
  ...{ ServiceCategory: "m text", ServiceName: "m text", ServiceProviderName: "m text" },
  ...{ ServiceSubcategory: "r text", SkuId: "c text?", SkuMeter: "c text?" },
  ...{ SkuPriceDetails: "c json?", SkuPriceId: "c text?", SubAccountId: "c text?" },
  ...{ SubAccountName: "c text?", SubAccountType: "c text?", Tags: "c json?" },
};

/** Columns of ours begin with `x_`; of the others there may be no more than these. */
export const FOCUS_NAMES = Object.keys(COLUMNS);

const FORMS: Record<Kind, (text: string) => boolean> = {
  text: (text) => text.trim() !== "",
  decimal: (text) => /^-?\d+(?:\.\d+)?$/.test(text),
  instant: (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  json: isObject,
  currency: (text) => /^[A-Z]{3}$/.test(text),
};

const ALLOWED: Record<string, string[]> = {
  ChargeCategory: ["Usage", "Purchase", "Tax", "Credit", "Adjustment"],
  ChargeClass: ["Correction"],
  ChargeFrequency: ["One-Time", "Recurring", "Usage-Based"],
  PricingCategory: ["Standard", "Dynamic", "Committed", "Other"],
  ServiceCategory: ["AI and Machine Learning"],
  ServiceSubcategory: ["AI Platforms", "Bots", "Generative AI", "Machine Learning"],
};

/** What of a row breaks the specification, in words; none of a sound one. */
export function faultsOf(row: Row): string[] {
  return [...formFaults(row), ...ruleFaults(row)];
}

function formFaults(row: Row): string[] {
  return Object.entries(COLUMNS).flatMap(([name, spec]) => {
    const text = row[name];
    if (text === undefined) return spec.startsWith("m") ? [`${name} is missing`] : [];
    if (text === "") return spec.endsWith("?") ? [] : [`${name} is empty`];
    const kind = spec.slice(2).replace("?", "") as Kind;
    if (!FORMS[kind](text)) return [`${name} is no ${kind}: ${text}`];
    return ALLOWED[name]?.includes(text) === false ? [`${name} may not be ${text}`] : [];
  });
}

const has = (row: Row, name: string) => (row[name] ?? "") !== "";

/** Those that are there together or not at all. */
const PAIRS = [
  ...[
    ["PricingQuantity", "PricingUnit"],
    ["ConsumedQuantity", "ConsumedUnit"],
    ["SubAccountId", "SubAccountType"],
  ],
  ...[
    ["ResourceId", "ResourceType"],
    ["BillingAccountId", "BillingAccountType"],
    ["RegionId", "RegionName"],
  ],
  ...[
    ["SkuPriceId", "ListUnitPrice"],
    ["SkuPriceId", "ContractedUnitPrice"],
    ["SkuPriceId", "PricingCategory"],
  ],
  ...[
    ["SkuPriceId", "PricingCurrencyListUnitPrice"],
    ["SkuPriceId", "PricingQuantity"],
  ],
  ["CapacityReservationId", "CapacityReservationStatus"],
];
const UNIT_PRICES = [
  ...[
    "ListUnitPrice",
    "ContractedUnitPrice",
    "PricingCurrencyListUnitPrice",
    "PricingCurrencyContractedUnitPrice",
  ],
];

function ruleFaults(row: Row): string[] {
  const usage = row.ChargeCategory === "Usage";
  const priced = (usage || row.ChargeCategory === "Purchase") && row.ChargeClass !== "Correction";
  const rules: [boolean, string][] = [
    ...PAIRS.map(([a = "", b = ""]): [boolean, string] => [has(row, a) === has(row, b), `${a} without ${b}`]),
    [!priced || has(row, "SkuId"), "use without SkuId"],
    [!priced || has(row, "SkuPriceId"), "use without SkuPriceId"],
    [!priced || !usage || has(row, "ConsumedQuantity"), "use without ConsumedQuantity"],
    [usage || !has(row, "ConsumedQuantity"), "ConsumedQuantity of what is no use"],
    [has(row, "SkuId") || !has(row, "SkuMeter"), "SkuMeter without SkuId"],
    [has(row, "SkuPriceId") || !has(row, "SkuPriceDetails"), "SkuPriceDetails without SkuPriceId"],
    [!(row.ChargeCategory === "Purchase" && row.ChargeFrequency === "Usage-Based"), "a purchase by use"],
    ...UNIT_PRICES.map((name): [boolean, string] => [!row[name]?.startsWith("-"), `${name} below zero`]),
    [
      row.ContractedUnitPrice === row.ListUnitPrice,
      "another price than the list's, and nothing was negotiated",
    ],
    [
      (row.BillingPeriodStart ?? "") < (row.BillingPeriodEnd ?? ""),
      "a billing period that ends before it begins",
    ],
    [
      (row.ChargePeriodStart ?? "") < (row.ChargePeriodEnd ?? ""),
      "a charge period that ends before it begins",
    ],
    [row.PricingCurrencyEffectiveCost === row.EffectiveCost, "two costs in one currency"],
    [
      keysOf(row.SkuPriceDetails).every((key) => key.startsWith("x_")),
      "SkuPriceDetails with a key without x_",
    ],
    [keysOf(row.Tags).every((key) => key.includes("/")), "a tag of the provider without its prefix"],
    ...Object.keys(row).map((name): [boolean, string] => [
      name in COLUMNS || /^x_[A-Z][A-Za-z]*$/.test(name),
      `${name} is no column`,
    ]),
  ];
  return rules.flatMap(([holds, fault]) => (holds ? [] : [fault]));
}

function isObject(text: string): boolean {
  const value: unknown = JSON.parse(text);
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keysOf(text: string | undefined): string[] {
  return text ? Object.keys(JSON.parse(text)) : [];
}
