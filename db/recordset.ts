import { type SQL, sql } from "drizzle-orm";

/**
 * Rows as one parameter, so that a statement keeps its text, and its plan, for any number of them. `columns` is a
 * list of SQL columns (`id uuid, "ownerId" uuid`), and only those are sent; bigints and dates travel as text. What no
 * JSON of Postgres holds is mended: a lone surrogate becomes U+FFFD, a NUL goes.
 */
export function recordset(rows: readonly Record<string, unknown>[], columns: string): SQL {
  const names = namesIn(columns);
  const sent = rows.map((row) => pick(row, names));
  return sql`jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as ${sql.raw(`item(${columns})`)}`;
}

/**
 * `column = any(…)` for a value of each row. Beside a join with `recordset`, of whose size the planner knows nothing,
 * it makes the index the obvious way, also into a table that grew since it was last analysed.
 */
export function isOneOf(column: SQL, ids: readonly string[]): SQL {
  return sql`${column} = any(${sql.param([...ids])}::uuid[])`;
}

const namesByColumns = new Map<string, string[]>();

function namesIn(columns: string): string[] {
  const known = namesByColumns.get(columns);
  if (known) return known;
  const names = columns.split(",").map((column) => column.trim().split(/\s/)[0]?.replaceAll('"', "") ?? "");
  namesByColumns.set(columns, names);
  return names;
}

function pick(row: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names) picked[name] = mend(row[name]);
  return picked;
}

const UNFIT = /[\0\ud800-\udfff]/;

/** Not as JSON's own replacer, which makes writing many rows several times as slow. */
function mend(value: unknown): unknown {
  if (typeof value === "string") return UNFIT.test(value) ? value.replaceAll("\0", "").toWellFormed() : value;
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(mend);
  return pick({ ...value }, Object.keys(value));
}
