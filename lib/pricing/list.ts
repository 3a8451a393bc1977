import { asc, desc, lte } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { prices } from "@/db/schema";
import { toPrice } from "./rows";
import type { Price } from "./types";

const PRICES_LISTED_MAX = 5000;

/** The newest price of each name in the book whose day has come, by provider and name; at most 5,000. */
export async function listPrices(conn: Conn, now = new Date()): Promise<Price[]> {
  const rows = await conn
    .selectDistinctOn([prices.provider, prices.model])
    .from(prices)
    .where(lte(prices.effectiveFrom, now))
    .orderBy(asc(prices.provider), asc(prices.model), desc(prices.effectiveFrom))
    .limit(PRICES_LISTED_MAX);
  return rows.map(toPrice);
}
