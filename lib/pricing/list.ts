import { asc, desc } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { prices } from "@/db/schema";
import { toPrice } from "./find";
import type { Price } from "./types";

const PRICES_LISTED_MAX = 5000;

/** The newest price of each model whose day has come, by provider and name; at most 5,000. */
export async function listPrices(conn: Conn, now = new Date()): Promise<Price[]> {
  const rows = await conn
    .selectDistinctOn([prices.provider, prices.model])
    .from(prices)
    .orderBy(asc(prices.provider), asc(prices.model), desc(prices.effectiveFrom))
    .limit(PRICES_LISTED_MAX);
  return rows.filter((row) => row.effectiveFrom <= now).map(toPrice);
}
