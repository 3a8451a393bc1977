import { type SQL, sql } from "drizzle-orm";

/**
 * Rows as one parameter, so that a statement keeps its text, and its plan, for any number of them. `columns` is a
 * list of SQL columns (`id uuid, amount bigint`); bigints and dates travel as text. A lone surrogate, which no
 * JSON of Postgres holds, becomes U+FFFD.
 */
export function recordset(rows: readonly Record<string, unknown>[], columns: string): SQL {
  return sql`jsonb_to_recordset(${JSON.stringify(rows, toJson)}::jsonb) as ${sql.raw(`item(${columns})`)}`;
}

function toJson(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return typeof value === "string" ? value.toWellFormed() : value;
}
