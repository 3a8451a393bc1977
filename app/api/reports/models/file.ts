import { sinceWords } from "@/components/admin/models/words";
import { listModelPrices, type ModelPricesQuery } from "@/lib/assistants";
import type { ModelPrices } from "@/lib/assistants/types";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import type { PriceEntry, Rates } from "@/lib/pricing/types";
import { type CsvCell, readPages, type SheetColumn } from "@/lib/reports";
import { type ListFile, searchWords } from "../list-answer";

const ROWS_AT_ONCE = 500;
const MILLION = 1_000_000n;

/** A price, or none, from so many tokens of input on. */
type Row = {
  model: ModelPrices;
  price: PriceEntry | null;
  tier: (Rates & { fromInputTokens: number }) | null;
};

const RATE = { share: 0.085, numeric: true };

const COLUMNS: SheetColumn<Row>[] = [
  {
    name: "provider",
    read: ({ model }) => model.provider,
    paper: { label: "Provider", share: 0.11, lines: 2 },
  },
  { name: "model", read: ({ model }) => model.model, paper: { label: "Model", share: 0.23, lines: 2 } },
  {
    ...{
      name: "called",
      read: ({ model }) => (model.current ? "yes" : model.mayRunUnpriced ? "unpriced" : "no"),
    },
    paper: { label: "Called", share: 0.07 },
  },
  { name: "price", read: kindOf, paper: { label: "Price", share: 0.07 } },
  { name: "since", read: sinceOf, paper: { label: "Since", share: 0.1, lines: 2 } },
  {
    ...{ name: "from_input_tokens", read: ({ tier }) => tier?.fromInputTokens ?? null },
    paper: { label: "From tokens in", share: 0.08, numeric: true },
  },
  {
    ...{ name: "input_usd_per_1m", read: ({ tier }) => tier && perMillion(tier.inputPicoUsd) },
    paper: { ...RATE, label: "Input, $" },
  },
  {
    ...{ name: "cached_input_usd_per_1m", read: ({ tier }) => tier && perMillion(tier.cachedInputPicoUsd) },
    paper: { ...RATE, label: "Cached input, $" },
  },
  {
    ...{ name: "cache_write_usd_per_1m", read: ({ tier }) => tier && perMillion(tier.cacheWritePicoUsd) },
    paper: { ...RATE, label: "Cache write, $" },
  },
  {
    ...{ name: "output_usd_per_1m", read: ({ tier }) => tier && perMillion(tier.outputPicoUsd) },
    paper: { ...RATE, label: "Output, $" },
  },
  { name: "batch_percent", read: ({ price }) => price && price.batchPermille / 10 },
  { name: "flex_percent", read: ({ price }) => price && price.flexPermille / 10 },
  { name: "context_window", read: ({ price }) => price?.contextWindow ?? null },
  { name: "source", read: ({ price }) => price?.source ?? null },
  { name: "set_by", read: ({ price }) => price?.setBy ?? null },
];

/**
 * A line for each price that holds or is planned, and for each of its steps by length; one without amounts for a model
 * that has none. Read page by page as it is asked for.
 */
export function modelsFile(ctx: Ctx, query: ModelPricesQuery): ListFile<Row> {
  const rows = readPages(async (cursor) => {
    const { models, nextCursor } = await listModelPrices(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    return { rows: models.flatMap(rowsOf), nextCursor };
  });
  return {
    ...{ name: "purser-models", title: "Models and prices" },
    only: () => [searchWords(query.text)],
    notes: [
      "Prices are in US dollars per 1M tokens. A model without a price is not called unless you allow it.",
    ],
    sheet: { columns: COLUMNS, rows },
  };
}

function rowsOf(model: ModelPrices): Row[] {
  const { current, planned } = model;
  const priced = [...(current ? [current] : []), ...planned].flatMap((price) =>
    [{ ...price, fromInputTokens: 0 }, ...price.tiers].map((tier) => ({ model, price, tier })),
  );
  return current ? priced : [{ model, price: null, tier: null }, ...priced];
}

function kindOf({ model, price }: Row): string {
  if (price === null) return "none";
  return price === model.current ? "current" : "planned";
}

/** Where nobody knows since when, there is no instant. */
function sinceOf({ price }: Row): CsvCell {
  return price && sinceWords(price, "UTC") !== null ? price.effectiveFrom : null;
}

function perMillion(rate: bigint): CsvCell {
  return { decimal: toDecimalUsd(rate * MILLION) };
}
