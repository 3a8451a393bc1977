/** A `decimal` is a number with all its digits, which may begin with a minus. */
export type CsvCell = string | number | bigint | boolean | Date | { decimal: string } | null;

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of a CSV file with its end, as RFC 4180 has it; every file of CSV is made of these, in UTF-8 without a byte
 * order mark. Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers. Null is an
 * empty cell, a date an instant in UTC.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === "object") return decimalCell(cell.decimal);
  if (typeof cell !== "string") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function decimalCell(decimal: string): string {
  if (!DECIMAL.test(decimal)) throw new RangeError(`"${decimal}" is no decimal number.`);
  return decimal;
}
