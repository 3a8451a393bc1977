import type { Conn, Tx } from "@/db/client";
import { recordAct } from "@/lib/audit";
import { deletePlanned, insertAliases, insertPrices, readBook, toNewPrice } from "./book";
import { type Catalogue, offeredBy, readCatalogue } from "./catalogue";
import { changeBook } from "./change-book";
import { followCatalogue } from "./follow";
import { keyOf, type Named, type PriceIndex } from "./names";
import type { Price } from "./types";

/** A sync writes many rows, and nobody waits for it. */
const LEAD_MS = 60_000;

/**
 * Takes the catalogue's prices into the price book. An empty book gets the catalogue's whole history; later, rows are
 * only added: where the catalogue now gives another price than the book, the new price holds from a minute after the
 * sync on and the past stays as it was. A price that an admin set stays until it is restored.
 */
export async function syncPrices(
  conn: Conn,
  at?: Date,
  catalogue: Catalogue = readCatalogue(),
): Promise<{ added: number }> {
  return changeBook({ conn, at, leadMs: LEAD_MS }, async (tx, { soonest }) => {
    const added = await follow(tx, catalogue, soonest);
    if (added > 0) await recordAct(tx, PURSER, { act: "price.sync", subject: CATALOGUE, after: { added } });
    return { added };
  });
}

const PURSER = { userId: null, via: "purser" } as const;
const CATALOGUE = { kind: "catalogue", id: null, name: null };

async function follow(tx: Tx, catalogue: Catalogue, from: Date): Promise<number> {
  const book = await readBook(tx);
  if (book.prices.size === 0) {
    await insertAliases(tx, catalogue.aliases);
    await insertPrices(
      tx,
      catalogue.prices.map((price) => toNewPrice({ ...price, createdBy: null })),
    );
    return catalogue.prices.length;
  }
  const changes = namesToFollow(book, catalogue).map((named) =>
    followCatalogue(named, { book, offered: offeredBy(catalogue, named), from }),
  );
  await deletePlanned(
    tx,
    changes.flatMap(({ removed }) => removed),
  );
  const added = changes.flatMap((change) => change.added);
  await insertPrices(tx, added);
  return added.length;
}

/** The catalogue's models, then its other names, which mostly lead to them, then what only the book has. */
function namesToFollow(book: PriceIndex<Price>, { prices, aliases }: Catalogue): Named[] {
  const names = [
    ...prices,
    ...aliases.map(({ provider, alias }) => ({ provider, model: alias })),
    ...[...book.prices.values()].flat(),
  ];
  return [
    ...new Map(
      names.map(({ provider, model }) => [keyOf({ provider, model }), { provider, model }]),
    ).values(),
  ];
}
