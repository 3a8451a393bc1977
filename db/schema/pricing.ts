import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, picoUsd } from "./columns";
import { users } from "./org";

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
    /** What the batch and flex tiers charge, in thousandths of these prices; 1,000 where there is no discount. */
    batchPermille: integer("batch_permille").notNull().default(1000),
    flexPermille: integer("flex_permille").notNull().default(1000),
    source: text("source").notNull(),
    /** The admin who set it; null for the catalogue's. */
    createdBy: uuid("created_by").references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("prices_model").on(t.provider, t.model, t.effectiveFrom),
    check(
      "prices_not_negative",
      sql`${t.inputPicoUsd} >= 0 and ${t.cachedInputPicoUsd} >= 0 and ${t.cacheWritePicoUsd} >= 0 and ${t.outputPicoUsd} >= 0`,
    ),
    check(
      "prices_factors",
      sql`${t.batchPermille} between 0 and 1000 and ${t.flexPermille} between 0 and 1000`,
    ),
  ],
);

/** Models that an admin lets run without a known price. Their entries say `unpriced`. */
export const unpricedModels = pgTable(
  "unpriced_models",
  {
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    allowedBy: uuid("allowed_by")
      .notNull()
      .references(() => users.id),
    allowedAt: instant("allowed_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.model] })],
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
