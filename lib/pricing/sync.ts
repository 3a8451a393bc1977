import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { priceAliases, prices } from "@/db/schema";
import { CATALOGUE_SOURCE, type CataloguePrice, readCatalogue } from "./catalogue";
import type { Rates } from "./types";

const SYNC_LOCK = 0x70726963;
const ROWS_PER_INSERT = 500;
const FREE: Rates = { inputPicoUsd: 0n, cachedInputPicoUsd: 0n, cacheWritePicoUsd: 0n, outputPicoUsd: 0n };
const FROM_THE_START = new Date("2020-01-01T00:00:00Z");

/**
 * Takes the catalogue's prices into the price book. Rows are only ever added: where the catalogue now gives
 * another price than the book, the new price holds from `now` on and the past stays as it was.
 */
export async function syncPrices(conn: Conn, now = new Date()): Promise<{ added: number }> {
  const catalogue = readCatalogue();
  return conn.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SYNC_LOCK})`);
    const rows = [...catalogue.prices, ...ownPrices(catalogue.prices)];
    const fresh = await missingRows(tx, rows, now);
    for (let i = 0; i < fresh.length; i += ROWS_PER_INSERT) {
      await tx
        .insert(prices)
        .values(fresh.slice(i, i + ROWS_PER_INSERT))
        .onConflictDoNothing();
    }
    for (let i = 0; i < catalogue.aliases.length; i += ROWS_PER_INSERT) {
      await tx
        .insert(priceAliases)
        .values(catalogue.aliases.slice(i, i + ROWS_PER_INSERT))
        .onConflictDoNothing();
    }
    return { added: fresh.length };
  });
}

/** The demo model costs what gpt-4o-mini does, so that its figures teach; what runs on one's own machine is free. */
function ownPrices(catalogue: CataloguePrice[]): (CataloguePrice & { source?: string })[] {
  const mini = catalogue.find((price) => price.provider === "openai" && price.model === "gpt-4o-mini");
  if (!mini) throw new Error("The price catalogue has no gpt-4o-mini, after which the demo model is priced.");
  return [
    { ...mini, provider: "demo", model: "demo-model", source: "as gpt-4o-mini" },
    {
      ...FREE,
      provider: "ollama",
      model: "*",
      effectiveFrom: FROM_THE_START,
      tiers: [],
      contextWindow: null,
      source: "runs on your own machine",
    },
  ];
}

type PriceRow = typeof prices.$inferInsert;

async function missingRows(
  conn: Conn,
  rows: (CataloguePrice & { source?: string })[],
  now: Date,
): Promise<PriceRow[]> {
  const existing = new Map<string, { effectiveFrom: Date; fingerprint: string }[]>();
  for (const row of await conn.select().from(prices)) {
    const key = `${row.provider} ${row.model}`;
    const known = existing.get(key) ?? [];
    known.push({ effectiveFrom: row.effectiveFrom, fingerprint: fingerprint(toRow(row, row.source)) });
    existing.set(key, known);
  }
  return rows.flatMap((row) => {
    const values = toRow(row, row.source ?? CATALOGUE_SOURCE);
    const known = existing.get(`${row.provider} ${row.model}`);
    if (!known) return [values];
    if (row.effectiveFrom > now)
      return known.some((k) => k.effectiveFrom >= row.effectiveFrom) ? [] : [values];
    const isCurrent = !rows.some(
      (other) =>
        other.provider === row.provider &&
        other.model === row.model &&
        other.effectiveFrom > row.effectiveFrom &&
        other.effectiveFrom <= now,
    );
    if (!isCurrent) return [];
    const current = known
      .filter((k) => k.effectiveFrom <= now)
      .sort((a, b) => b.effectiveFrom.getTime() - a.effectiveFrom.getTime())[0];
    if (current?.fingerprint === fingerprint(values)) return [];
    const effectiveFrom = current && current.effectiveFrom >= row.effectiveFrom ? now : row.effectiveFrom;
    return [{ ...values, effectiveFrom }];
  });
}

function toRow(
  price: Omit<CataloguePrice, "tiers"> & { tiers: CataloguePrice["tiers"] | PriceRow["tiers"] },
  source: string,
): PriceRow {
  return {
    id: newId(),
    provider: price.provider,
    model: price.model,
    effectiveFrom: price.effectiveFrom,
    inputPicoUsd: price.inputPicoUsd,
    cachedInputPicoUsd: price.cachedInputPicoUsd,
    cacheWritePicoUsd: price.cacheWritePicoUsd,
    outputPicoUsd: price.outputPicoUsd,
    tiers: (price.tiers ?? []).map((tier) => ({
      fromInputTokens: tier.fromInputTokens,
      inputPicoUsd: String(tier.inputPicoUsd),
      cachedInputPicoUsd: String(tier.cachedInputPicoUsd),
      cacheWritePicoUsd: String(tier.cacheWritePicoUsd),
      outputPicoUsd: String(tier.outputPicoUsd),
    })),
    contextWindow: price.contextWindow,
    source,
  };
}

function fingerprint(row: PriceRow): string {
  const tiers = (row.tiers ?? []).map((t) =>
    [t.fromInputTokens, t.inputPicoUsd, t.cachedInputPicoUsd, t.cacheWritePicoUsd, t.outputPicoUsd].join("/"),
  );
  return [row.inputPicoUsd, row.cachedInputPicoUsd, row.cacheWritePicoUsd, row.outputPicoUsd, ...tiers].join(
    " ",
  );
}
