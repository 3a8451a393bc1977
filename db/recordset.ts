import { type SQL, sql } from "drizzle-orm";

/**
 * Rows as one parameter, so that a statement keeps its text, and its plan, for any number of them. `columns` is a
 * list of SQL columns (`id uuid, amount bigint`); bigints and dates travel as text. What no JSON of
 * Postgres holds is mended: a lone surrogate becomes U+FFFD, a NUL goes.
 */
export function recordset(rows: readonly Record<string, unknown>[], columns: string): SQL {
  return sql`jsonb_to_recordset(${JSON.stringify(rows, toJson)}::jsonb) as ${sql.raw(`item(${columns})`)}`;
}

/**
 * `column = any(…)` for a value of each row. Beside a join with `recordset`, of whose size the planner knows nothing,
 * it makes the index the obvious way, also into a table that grew since it was last analysed.
 */
export function isOneOf(column: SQL, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...ids])}::uuid[])`;
}

function toJson(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value;
}
