import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { budgetRequests, users } from "@/db/schema";
import { AppError } from "@/lib/errors";

/** A Date has no microseconds, and a page that ends between two of one millisecond would lose one. */
export const instantText = sql<string>`${budgetRequests.createdAt}::text`;

const INSTANT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/;

/** Where a page ends; for whoever has more. */
export function placeOf({ at, request }: { at: string; request: { id: string } }): string {
  return `${at}~${request.id}`;
}

/** What lies behind a place, in the order of the list. Throws `invalid` for what is no place. */
export function behind(cursor: string | undefined, order: "oldest" | "newest"): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [at = "", id = ""] = cursor.split("~");
  if (!INSTANT.test(at) || !isId(id)) {
    throw new AppError("invalid", "This page of the list no longer exists. Start again from the first page.");
  }
  const row = sql`(${budgetRequests.createdAt}, ${budgetRequests.id})`;
  const place = sql`(${at}::timestamptz, ${id}::uuid)`;
  return order === "oldest" ? sql`${row} > ${place}` : sql`${row} < ${place}`;
}

/** Whose name or e-mail address has the words in it. */
export function isBy(text: string | undefined): SQL | undefined {
  const wanted = text?.trim();
  if (!wanted) return undefined;
  const pattern = `%${wanted.replace(/[\\%_]/g, "\\$&")}%`;
  const has = (column: AnyColumn) => sql`${column} ilike ${pattern}`;
  return sql`(${has(users.name)} or ${has(users.email)})`;
}
