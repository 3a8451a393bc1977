const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g;

/** Reads CSV as RFC 4180 has it, without anything of ours: rows by the names of the first line. */
export function readCsv(text: string): Record<string, string>[] {
  const [header = [], ...lines] = readCells(text);
  return lines.map((cells) => Object.fromEntries(header.map((name, n) => [name, cells[n] ?? ""])));
}

function readCells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of text.matchAll(CELL)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return rows;
}
