import { type PicoUsd, parseUsd, toDecimalUsd } from "@/lib/money";
import type { CsvCell, Sheet } from "@/lib/reports";
import { padded } from "./amounts";
import { instantOnPaper } from "./instant";
import type { TableSpec } from "./table-spec";

/** More is a book: the CSV has the rest. */
export const ROWS_MAX = 2_000;

type Sum = bigint | { pico: PicoUsd };

export type SheetTable = {
  table: TableSpec;
  /** How many rows there are; null where there are more than paper shows, and nobody has counted them. */
  count: number | null;
};

/** The rows that paper shows. Those behind them are read only for sums, which are of all of them. */
export async function toTable<T>({ columns, rows }: Sheet<T>, timeZone: string): Promise<SheetTable> {
  const shown = columns.flatMap(({ paper, ...column }) => (paper ? [{ ...column, ...paper }] : []));
  const adds = shown.some((column) => column.sums);
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
    if (!adds && count > ROWS_MAX) break;
  }
  const hasSums = count > 0 && adds;
  const all = shown.map((_, n) => (n === 0 ? "All" : toCell(sums[n] ?? null)));
  const lines = hasSums ? [...cells, all] : cells;
  const texts = shown.map((_, n) =>
    textsOf(
      lines.map((line) => line[n] ?? null),
      timeZone,
    ),
  );
  return {
    count: !adds && count > ROWS_MAX ? null : count,
    table: {
      columns: shown.map(
        ({ label, share, sums: addsUp = false, numeric = false, lines: linesMax = 1 }, n) => {
          return { label, share, lines: linesMax, numeric: addsUp || numeric || isNumeric(cells, n) };
        },
      ),
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
function textsOf(cells: readonly CsvCell[], timeZone: string): string[] {
  const texts = cells.map((cell) => textOf(cell, timeZone));
  return cells.some((cell) => isNumber(cell) && typeof cell === "object") ? padded(texts) : texts;
}

function textOf(cell: CsvCell, timeZone: string): string {
  if (cell === null) return "";
  if (cell instanceof Date) return instantOnPaper(cell, timeZone);
  if (typeof cell === "object") return cell.decimal;
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  return typeof cell === "string" ? cell : cell.toLocaleString("en-US");
}
