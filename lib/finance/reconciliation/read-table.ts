import { AppError } from "@/lib/errors";

const ROWS_MAX = 20_000;

/**
 * The cells of CSV text, at most 20,000 lines, separated as the first line is: by tabs, semicolons or commas. Empty
 * lines are left out. Throws `invalid` for quotes that do not end and for lines with more cells than the first.
 */
export function readTable(text: string): string[][] {
  const body = text.replace(/^\ufeff/, "");
  const separator = separatorOf(body);
  const cell = new RegExp(
    `(?: *"((?:[^"]|"")*)" *|([^"${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`,
    "y",
  );
  const rows: string[][] = [];
  let row: string[] = [];
  for (;;) {
    const match = cell.exec(body);
    if (!match) throw invalid("The text is no CSV: a quote begins and does not end.");
    const [, quoted, plain = "", end] = match;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    if (row.some((one) => one.trim() !== "")) rows.push(row);
    if (rows.length > ROWS_MAX) throw invalid("Read at most 20,000 lines at once.");
    if (row.length > (rows[0] ?? row).length) {
      throw invalid(`Line ${rows.length} has more cells than the first line has names.`);
    }
    row = [];
    if (end === "") return rows;
  }
}

function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  return ["\t", ";"].find((one) => first.includes(one)) ?? ",";
}

function invalid(message: string): AppError {
  return new AppError("invalid", message, { details: { field: "costs" } });
}
