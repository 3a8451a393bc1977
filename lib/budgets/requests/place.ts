import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { fromPlace, readCursor } from "@/db/cursor";
import { budgetRequests, users } from "@/db/schema";

/** What lies behind a place, in the order of the list. */
export function behind(cursor: string | undefined, order: "oldest" | "newest"): SQL | undefined {
  const place = readCursor(cursor, "instant");
  if (!place) return undefined;
  const row = sql`(${budgetRequests.createdAt}, ${budgetRequests.id})`;
  return order === "oldest" ? sql`${row} > ${fromPlace(place)}` : sql`${row} < ${fromPlace(place)}`;
}

/** Whose name or email address has the words in it. */
export function isBy(text: string | undefined): SQL | undefined {
  if (!text?.trim()) return undefined;
  const pattern = containing(text);
  const has = (column: AnyColumn) => sql`${column} ilike ${pattern}`;
  return sql`(${has(users.name)} or ${has(users.email)})`;
}
