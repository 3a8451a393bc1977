import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, picoUsd } from "./columns";

/** From `fromInputTokens` on, these prices hold for the whole request. Decimal strings: JSON has no bigint. */
export type PriceTier = {
  fromInputTokens: number;
  inputPicoUsd: string;
  cachedInputPicoUsd: string;
  cacheWritePicoUsd: string;
  outputPicoUsd: string;
};

/** Per-token prices; a row is never changed, a new price is a new row. */
export const prices = pgTable(
  "prices",
  {
    id: uuid("id").primaryKey(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    effectiveFrom: instant("effective_from").notNull(),
    inputPicoUsd: picoUsd("input_pico_usd").notNull(),
    cachedInputPicoUsd: picoUsd("cached_input_pico_usd").notNull(),
    cacheWritePicoUsd: picoUsd("cache_write_pico_usd").notNull(),
    outputPicoUsd: picoUsd("output_pico_usd").notNull(),
    tiers: jsonb("tiers").$type<PriceTier[]>().notNull().default([]),
    contextWindow: integer("context_window"),
    source: text("source").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("prices_model").on(t.provider, t.model, t.effectiveFrom),
    check(
      "prices_not_negative",
      sql`${t.inputPicoUsd} >= 0 and ${t.cachedInputPicoUsd} >= 0 and ${t.cacheWritePicoUsd} >= 0 and ${t.outputPicoUsd} >= 0`,
    ),
  ],
);

/** Other exact names of a priced model, such as its dated release. */
export const priceAliases = pgTable(
  "price_aliases",
  {
    provider: text("provider").notNull(),
    alias: text("alias").notNull(),
    model: text("model").notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.alias] })],
);
