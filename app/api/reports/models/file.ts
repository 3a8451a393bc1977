import { sinceWords } from "@/components/admin/models/words";
import { listModelPrices, type ModelPricesQuery } from "@/lib/assistants";
import type { ModelPrices } from "@/lib/assistants/types";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import type { PriceEntry, Rates } from "@/lib/pricing/types";
import { type CsvCell, csvLine } from "@/lib/reports";

const ROWS_AT_ONCE = 500;
const MILLION = 1_000_000n;

type Row = {
  model: ModelPrices;
  price: PriceEntry;
  /** From so many tokens of input on. */
  tier: Rates & { fromInputTokens: number };
};

const COLUMNS: [string, (row: Row) => CsvCell][] = [
  ["from_input_tokens", ({ tier }) => tier.fromInputTokens],
  ["input_usd_per_1m", ({ tier }) => perMillion(tier.inputPicoUsd)],
  ["cached_input_usd_per_1m", ({ tier }) => perMillion(tier.cachedInputPicoUsd)],
  ["cache_write_usd_per_1m", ({ tier }) => perMillion(tier.cacheWritePicoUsd)],
  ["output_usd_per_1m", ({ tier }) => perMillion(tier.outputPicoUsd)],
];

const NAMES = ["provider", "model", "called", "price", "since"];
const NOTES = ["batch_percent", "flex_percent", "context_window", "source", "set_by"];

/**
 * A line for each price that holds or is planned, and for each of its steps by length; one without amounts for a model
 * that has none. Read page by page as it is asked for.
 */
export async function* modelsFile(ctx: Ctx, query: ModelPricesQuery): AsyncGenerator<string> {
  yield csvLine([...NAMES, ...COLUMNS.map(([name]) => name), ...NOTES]);
  let cursor: string | undefined;
  do {
    const { models, nextCursor } = await listModelPrices(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    yield models.flatMap(linesOf).join("");
    cursor = nextCursor ?? undefined;
  } while (cursor);
}

function linesOf(model: ModelPrices): string[] {
  const { current, planned } = model;
  const rows = [...(current ? [current] : []), ...planned].flatMap((price) =>
    [{ ...price, fromInputTokens: 0 }, ...price.tiers].map((tier) => ({ model, price, tier })),
  );
  const priced = rows.map((row) => csvLine([...namesOf(row), ...ratesOf(row), ...notesOf(row.price)]));
  return current ? priced : [csvLine(namesOf({ model, price: null }).concat(EMPTY)), ...priced];
}

const EMPTY = [...COLUMNS, ...NOTES].map(() => null);

function namesOf({ model, price }: Pick<Row, "model"> & { price: PriceEntry | null }): CsvCell[] {
  const { current, mayRunUnpriced } = model;
  const called = current ? "yes" : mayRunUnpriced ? "unpriced" : "no";
  const kind = price === null ? "none" : price === current ? "current" : "planned";
  // Where nobody knows since when, there is no instant.
  const since = price && sinceWords(price, "UTC") !== null ? price.effectiveFrom : null;
  return [model.provider, model.model, called, kind, since];
}

const ratesOf = (row: Row): CsvCell[] => COLUMNS.map(([, read]) => read(row));

function notesOf({ batchPermille, flexPermille, contextWindow, source, setBy }: PriceEntry): CsvCell[] {
  return [batchPermille / 10, flexPermille / 10, contextWindow, source, setBy];
}

function perMillion(rate: bigint): CsvCell {
  return { decimal: toDecimalUsd(rate * MILLION) };
}
