import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import fc from "fast-check";
import type { Sql } from "postgres";

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;
const NUMBER = /^-?\d+(\.\d+)?$/;

const hostile = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc
    .tuple(
      fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", '"', ",", "'", "＝", " =", ";", "|", "%"),
      fc.string({ unit: "binary-ascii", maxLength: 30 }),
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    '=HYPERLINK("http://example.org","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '"=1+1"',
    "\\.",
    "\\N",
  ),
);

/** Names as somebody would choose them to break a file or to run something in a spreadsheet. */
export function hostileNames(count: number): string[] {
  return fc
    .sample(hostile, { numRuns: count, seed: 7 })
    .map((text) => text.replaceAll("\0", "").toWellFormed());
}

/** Whether a spreadsheet would run a cell; a number may begin with a minus. */
export function isFormula(cell: string): boolean {
  return FORMULA.test(cell) && !NUMBER.test(cell);
}

/** The text that stands behind an apostrophe that keeps it from being a formula. */
export function plain(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** The cells of a file as Postgres reads them, which has a parser of its own. The first line has no quotes. */
export async function readByPostgres(sql: Sql, file: string): Promise<string[][]> {
  const columns = (file.slice(0, file.indexOf("\r\n")).split(",") ?? []).map((_, n) => `c${n}`);
  return sql.begin(async (tx) => {
    const typed = columns.map((name) => `${name} text`).join(", ");
    await tx.unsafe(`create temporary table read_csv (place serial, ${typed}) on commit drop`);
    const into = await tx
      .unsafe(`copy read_csv (${columns.join(", ")}) from stdin with (format csv, null 'nothing is null')`)
      .writable();
    await pipeline(Readable.from([file]), into);
    const rows = await tx.unsafe(`select ${columns.join(", ")} from read_csv order by place`);
    return rows.map((row) => columns.map((name) => String(row[name])));
  });
}
