import { inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { priceAliases, prices } from "@/db/schema";
import type { Catalogue } from "./catalogue";
import { indexPrices, type Named, type PriceIndex } from "./names";
import { toPrice, toTermsRow } from "./rows";
import type { Price, Terms } from "./types";

const ROWS_PER_INSERT = 500;

/** The source of a price that an admin set. */
export const ADMIN = "admin";

/** The whole book in the memory of one change. */
export async function readBook(tx: Tx): Promise<PriceIndex<Price>> {
  const rows = await tx.select().from(prices);
  return indexPrices(rows.map(toPrice), await tx.select().from(priceAliases));
}

export type NewPrice = Named & Terms & Pick<Price, "effectiveFrom" | "source" | "createdBy">;

export function toNewPrice(row: NewPrice): Price {
  return { ...row, id: newId() };
}

export async function insertPrices(tx: Tx, rows: Price[]): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT) {
    const values = rows
      .slice(i, i + ROWS_PER_INSERT)
      .map(({ id, provider, model, effectiveFrom, source, createdBy, ...terms }) => {
        return { id, provider, model, effectiveFrom, source, createdBy, ...toTermsRow(terms) };
      });
    await tx.insert(prices).values(values);
  }
}

export async function insertAliases(tx: Tx, aliases: Catalogue["aliases"]): Promise<void> {
  for (let i = 0; i < aliases.length; i += ROWS_PER_INSERT) {
    await tx
      .insert(priceAliases)
      .values(aliases.slice(i, i + ROWS_PER_INSERT))
      .onConflictDoNothing();
  }
}

/** Only for prices that have not begun: what has begun is history, and may be pinned by an attempt. */
export async function deletePlanned(tx: Tx, planned: Pick<Price, "id">[]): Promise<void> {
  if (planned.length === 0) return;
  await tx.delete(prices).where(
    inArray(
      prices.id,
      planned.map(({ id }) => id),
    ),
  );
}
