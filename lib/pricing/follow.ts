import { ADMIN, toNewPrice } from "./book";
import type { CataloguePrice } from "./catalogue";
import { keyOf, type Named, type PriceIndex, priceAt, timelineIn } from "./names";
import { sameTerms } from "./rows";
import type { Price } from "./types";

export type Followed = {
  book: PriceIndex<Price>;
  /** What the catalogue says of the model over time. */
  offered: CataloguePrice[];
  /** The earliest instant that may still be changed. */
  from: Date;
  /** Whoever wants the catalogue's price instead of the admin's that holds at `from`. */
  restoredBy?: string;
};

/**
 * What to add to the book and what planned to take out of it, so that a model's price is the catalogue's from `from`
 * on; the book in memory is changed alike. Where a price of an admin's holds, it stays.
 */
export function followCatalogue(
  named: Named,
  { book, offered, from, restoredBy }: Followed,
): { added: Price[]; removed: Price[] } {
  const now = priceAt(offered, from);
  const wanted = [
    ...(now ? [{ ...now, effectiveFrom: from }] : []),
    ...offered.filter(({ effectiveFrom }) => effectiveFrom > from),
  ];
  const removed = withdraw(book, named, (price) =>
    price.source === ADMIN
      ? restoredBy !== undefined && price.effectiveFrom.getTime() === from.getTime()
      : price.effectiveFrom >= from && !wanted.some((other) => isSame(other, price)),
  );
  const added: Price[] = [];
  for (const price of wanted) {
    const restoring = restoredBy !== undefined && price.effectiveFrom === from;
    const held = priceAt(timelineIn(book, named), price.effectiveFrom);
    if (held && !restoring && (held.source === ADMIN || sameTerms(held, price))) continue;
    const row = toNewPrice({ ...price, ...named, createdBy: restoring ? restoredBy : null });
    const key = keyOf(named);
    book.prices.set(key, [...(book.prices.get(key) ?? []), row]);
    added.push(row);
  }
  return { added, removed };
}

/** Takes prices of a model's own that have not begun out of the book in memory. */
function withdraw(book: PriceIndex<Price>, named: Named, isOver: (price: Price) => boolean): Price[] {
  const own = book.prices.get(keyOf(named)) ?? [];
  const removed = own.filter(isOver);
  if (removed.length > 0) {
    book.prices.set(
      keyOf(named),
      own.filter((price) => !removed.includes(price)),
    );
  }
  return removed;
}

function isSame(a: CataloguePrice, b: Price): boolean {
  return a.effectiveFrom.getTime() === b.effectiveFrom.getTime() && sameTerms(a, b);
}
