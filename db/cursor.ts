import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { isId } from "./id";

/** Where a page of a list ended: what the list goes by, of its last row, and that row's id. */
export type Place = { by: string; id: string };

/** What lists go by: a name, an instant in microseconds since 1970, or an amount. */
type PlaceKind = "name" | "instant" | "amount";

const KINDS: Record<PlaceKind, RegExp> = {
  // Of any length: a place that is written and not read would begin the list again, for ever.
  name: /^[^\0]+$/,
  instant: /^\d{1,17}$/,
  amount: /^-?\d{1,30}$/,
};

/** A place as text for an address. */
export function writeCursor({ by, id }: Place): string {
  return `${by}~${id}`;
}

/** The place that a cursor names; null, which is the first page, without one and for text that nobody wrote. */
export function readCursor(cursor: string | undefined, kind: PlaceKind): Place | null {
  const end = cursor?.lastIndexOf("~") ?? -1;
  if (cursor === undefined || end < 0) return null;
  const place = { by: cursor.slice(0, end), id: cursor.slice(end + 1) };
  return KINDS[kind].test(place.by) && isId(place.id) ? place : null;
}

/** An instant as a place has it. A Date has no microseconds, and a page that ends within a millisecond would lose rows. */
export function toPlace(column: AnyColumn | SQL): SQL<string> {
  return sql<string>`(extract(epoch from ${column}) * 1000000)::bigint`;
}

/** The instant of such a place, and the id, to compare with a row's. */
export function fromPlace({ by, id }: Place): SQL {
  return sql`('epoch'::timestamptz + ${by}::bigint * interval '1 microsecond', ${id}::uuid)`;
}
