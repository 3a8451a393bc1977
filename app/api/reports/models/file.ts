import { sinceWords } from "@/components/admin/models/words";
import { listModelPrices, type ModelPricesQuery } from "@/lib/assistants";
import type { ModelPrices } from "@/lib/assistants/types";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import type { PriceEntry, Rates } from "@/lib/pricing/types";
import { type CsvCell, readPages, type SheetColumn, sheetLines } from "@/lib/reports";

const ROWS_AT_ONCE = 500;
const MILLION = 1_000_000n;

/** A price, or none, from so many tokens of input on. */
type Row = {
  model: ModelPrices;
  price: PriceEntry | null;
  tier: (Rates & { fromInputTokens: number }) | null;
};

const COLUMNS: SheetColumn<Row>[] = [
  { name: "provider", read: ({ model }) => model.provider },
  { name: "model", read: ({ model }) => model.model },
  { name: "called", read: ({ model }) => (model.current ? "yes" : model.mayRunUnpriced ? "unpriced" : "no") },
  { name: "price", read: kindOf },
  { name: "since", read: sinceOf },
  { name: "from_input_tokens", read: ({ tier }) => tier?.fromInputTokens ?? null },
  { name: "input_usd_per_1m", read: ({ tier }) => tier && perMillion(tier.inputPicoUsd) },
  { name: "cached_input_usd_per_1m", read: ({ tier }) => tier && perMillion(tier.cachedInputPicoUsd) },
  { name: "cache_write_usd_per_1m", read: ({ tier }) => tier && perMillion(tier.cacheWritePicoUsd) },
  { name: "output_usd_per_1m", read: ({ tier }) => tier && perMillion(tier.outputPicoUsd) },
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
export function modelsFile(ctx: Ctx, query: ModelPricesQuery): AsyncGenerator<string> {
  const rows = readPages(async (cursor) => {
    const { models, nextCursor } = await listModelPrices(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    return { rows: models.flatMap(rowsOf), nextCursor };
  });
  return sheetLines({ columns: COLUMNS, rows });
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
