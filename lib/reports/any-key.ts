import { type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";

/** What a key as text is compared with: ids as Postgres writes them, also where somebody wrote them in capitals. */
export function anyKey(wanted: readonly string[]): SQL {
  const keys = wanted.map((key) => (isId(key) ? key.toLowerCase() : key));
  return sql`any(${sql.param(keys)}::text[])`;
}
