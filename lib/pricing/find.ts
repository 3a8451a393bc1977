import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { prices } from "@/db/schema";
import { MAKERS } from "./catalogue";
import type { Price } from "./types";

const DATED_RELEASE = /^(.+)-(?:\d{8}|\d{4}-\d{2}-\d{2})$/;

/**
 * The price of a model at an instant, or null when the book has none: then no call is made. The name must be
 * the model's own, one of its known aliases, or its dated release (`name-2026-04-16`); never a part of it.
 */
export async function findPrice(
  conn: Conn,
  wanted: { provider: string; model: string; at: Date },
): Promise<Price | null> {
  const books = booksFor(wanted.provider);
  const names = [wanted.model, DATED_RELEASE.exec(wanted.model)?.[1]].filter((name) => name !== undefined);
  if (wanted.provider === "ollama") names.push("*");
  const bookList = sql.param(books);
  const [row] = await conn
    .select()
    .from(prices)
    .where(
      sql`${prices.effectiveFrom} <= ${wanted.at.toISOString()}::timestamptz and (${prices.provider}, ${prices.model}) in (
        select book, name from unnest(${bookList}::text[]) book, unnest(${sql.param(names)}::text[]) name
        union all
        select provider, model from price_aliases where provider = any(${bookList}::text[]) and alias = any(${sql.param(names)}::text[])
      )`,
    )
    .orderBy(
      sql`array_position(${bookList}::text[], ${prices.provider})`,
      sql`${prices.model} <> ${wanted.model}`,
      sql`${prices.effectiveFrom} desc`,
    )
    .limit(1);
  return row ? toPrice(row) : null;
}

/** Azure sells OpenAI's models under OpenAI's prices; an unknown endpoint is read as a gateway to the makers, not to resellers. */
function booksFor(provider: string): string[] {
  if (provider === "azure") return ["azure", "openai"];
  if (provider === "compatible") return [...MAKERS];
  return [provider];
}

export function toPrice(row: typeof prices.$inferSelect): Price {
  return {
    id: row.id,
    provider: row.provider,
    model: row.model,
    effectiveFrom: row.effectiveFrom,
    inputPicoUsd: row.inputPicoUsd,
    cachedInputPicoUsd: row.cachedInputPicoUsd,
    cacheWritePicoUsd: row.cacheWritePicoUsd,
    outputPicoUsd: row.outputPicoUsd,
    tiers: row.tiers.map((tier) => ({
      fromInputTokens: tier.fromInputTokens,
      inputPicoUsd: BigInt(tier.inputPicoUsd),
      cachedInputPicoUsd: BigInt(tier.cachedInputPicoUsd),
      cacheWritePicoUsd: BigInt(tier.cacheWritePicoUsd),
      outputPicoUsd: BigInt(tier.outputPicoUsd),
    })),
    contextWindow: row.contextWindow,
    source: row.source,
  };
}
