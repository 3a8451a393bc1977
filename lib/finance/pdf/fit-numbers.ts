import type { Paper } from "./paper";
import { GAP, SIZE, type TableSpec } from "./table-spec";

/** Words have this part of their share left at least. */
const LEFT_MIN = 0.4;

/** Numbers are never cut: a column that is too narrow for its longest one takes from those of words. */
export function fitNumbers({ doc, width }: Paper, spec: TableSpec): TableSpec {
  doc.font("bold").fontSize(SIZE);
  const needed = spec.columns.map(({ share, numeric, lines = 1 }, n) => {
    if (!numeric || lines > 1) return share;
    return Math.max(share, (doc.widthOfString(longest(spec.rows, n)) + GAP + 1) / width);
  });
  const more = needed.reduce((sum, share, n) => sum + share - (spec.columns[n]?.share ?? 0), 0);
  const words = spec.columns.reduce((sum, { share, numeric }) => sum + (numeric ? 0 : share), 0);
  if (more === 0 || words === 0) return spec;
  const left = Math.max(LEFT_MIN, (words - more) / words);
  const columns = spec.columns.map((column, n) => {
    return { ...column, share: column.numeric ? (needed[n] ?? column.share) : column.share * left };
  });
  return { ...spec, columns };
}

function longest(rows: readonly string[][], column: number): string {
  return rows.reduce((most, { [column]: text = "" }) => (text.length > most.length ? text : most), "");
}
