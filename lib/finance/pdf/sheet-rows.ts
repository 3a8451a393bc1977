import { type PicoUsd, parseUsd, toDecimalUsd } from "@/lib/money";
import type { CsvCell, Sheet } from "@/lib/reports";
import { padded } from "./amounts";
import type { TableSpec } from "./table";

/** More is a book: the CSV has the rest. */
export const ROWS_MAX = 2_000;

type Sum = bigint | { pico: PicoUsd };

/** The rows that paper shows, and how many there are; the sums are of all of them. */
export async function toTable<T>({ columns, rows }: Sheet<T>): Promise<{ table: TableSpec; count: number }> {
  const shown = columns.flatMap(({ paper, ...column }) => (paper ? [{ ...column, ...paper }] : []));
  const sums: (Sum | null)[] = shown.map(() => null);
  const cells: CsvCell[][] = [];
  let count = 0;
  for await (const some of rows) {
    count += some.length;
    for (const row of some) {
      const line = shown.map(({ read }) => read(row));
      line.forEach((cell, n) => {
        if (shown[n]?.sums) sums[n] = add(sums[n] ?? null, cell);
      });
      if (cells.length < ROWS_MAX) cells.push(line);
    }
  }
  const hasSums = count > 0 && shown.some((column) => column.sums);
  const all = shown.map((_, n) => (n === 0 ? "All" : toCell(sums[n] ?? null)));
  const lines = hasSums ? [...cells, all] : cells;
  const texts = shown.map((_, n) => textsOf(lines.map((line) => line[n] ?? null)));
  return {
    count,
    table: {
      columns: shown.map(({ label, share, sums: adds = false }, n) => {
        return { label, share, numeric: adds || isNumeric(cells, n) };
      }),
      rows: lines.map((_, row) => texts.map((column) => column[row] ?? "")),
      sums: hasSums ? 1 : 0,
    },
  };
}

/** Whether some row's cell is a number; the other ones of the column are then, too, or empty. */
function isNumeric(cells: readonly CsvCell[][], column: number): boolean {
  return cells.some((line) => isNumber(line[column] ?? null));
}

function isNumber(cell: CsvCell): boolean {
  if (typeof cell === "number" || typeof cell === "bigint") return true;
  return typeof cell === "object" && cell !== null && "decimal" in cell;
}

function add(sum: Sum | null, cell: CsvCell): Sum | null {
  if (typeof cell === "number" || typeof cell === "bigint")
    return (typeof sum === "bigint" ? sum : 0n) + BigInt(cell);
  if (typeof cell !== "object" || cell === null || !("decimal" in cell)) return sum;
  return { pico: (sum !== null && typeof sum === "object" ? sum.pico : 0n) + picoOf(cell.decimal) };
}

function picoOf(decimal: string): PicoUsd {
  return decimal.startsWith("-") ? -parseUsd(decimal.slice(1)) : parseUsd(decimal);
}

function toCell(sum: Sum | null): CsvCell {
  return sum !== null && typeof sum === "object" ? { decimal: toDecimalUsd(sum.pico) } : sum;
}

/** A column's cells as they are read; decimals with their points below each other. */
function textsOf(cells: readonly CsvCell[]): string[] {
  const texts = cells.map(textOf);
  return cells.some((cell) => isNumber(cell) && typeof cell === "object") ? padded(texts) : texts;
}

function textOf(cell: CsvCell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return `${cell.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  if (typeof cell === "object") return cell.decimal;
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  return typeof cell === "string" ? cell : cell.toLocaleString("en-US");
}
