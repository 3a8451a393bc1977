import type { Paper } from "./paper";
import { GAP, SIZE, type TableSpec } from "./table-spec";
import { lineOf } from "./text";

type Doc = Paper["doc"];
type Column = TableSpec["columns"][number];
/** How much more a column needs than its share, and how much less. */
type Fit = { more: number; free: number };

/** Words have this part of their share left at least. */
const LEFT_MIN = 0.4;

/** So much of one cell is asked for at most: a long word is slow to measure. */
const CHARACTERS_MAX = 100;

/** The text of the most letters need not be the widest. */
const LONGEST = 12;

/**
 * Room goes where it is needed: what a column does not fill makes up for another one that is too narrow. Numbers are
 * never cut: where nothing is free, they take from words.
 */
export function fitColumns({ doc, width }: Paper, spec: TableSpec): TableSpec {
  doc.font("bold").fontSize(SIZE);
  const fits = spec.columns.map((column, n): Fit => {
    if ((column.lines ?? 1) > 1) return { more: 0, free: 0 };
    const inset = !column.numeric && spec.columns[n - 1]?.numeric ? GAP : 0;
    const needed = (neededBy(doc, spec, n) + GAP + inset + 1) / width;
    return { more: Math.max(0, needed - column.share), free: Math.max(0, column.share - needed) };
  });
  const sum = (part: (fit: Fit, column: Column) => number) =>
    spec.columns.reduce((all, column, n) => all + part(fits[n] ?? { more: 0, free: 0 }, column), 0);
  const free = sum((fit) => fit.free);
  const numbers = sum((fit, { numeric }) => (numeric ? fit.more : 0));
  const words = sum((fit, { numeric }) => (numeric ? 0 : fit.more));
  const taken = partOf(Math.min(free, numbers + words), free);
  const given = partOf(Math.min(words, Math.max(0, free - numbers)), words);
  const kept = sum((fit, { numeric, share }) => (numeric ? 0 : share - fit.free * taken));
  const left = Math.max(LEFT_MIN, 1 - partOf(Math.max(0, numbers - free), kept));
  const columns = spec.columns.map((column, n) => {
    const { more, free: unused } = fits[n] ?? { more: 0, free: 0 };
    const share = column.share - unused * taken;
    return { ...column, share: column.numeric ? share + more : share * left + more * given };
  });
  return { ...spec, columns };
}

function partOf(some: number, all: number): number {
  return all === 0 ? 0 : some / all;
}

function neededBy(doc: Doc, { columns, rows }: TableSpec, n: number): number {
  const texts = [...new Set(rows.map((row) => row[n] ?? ""))];
  const longest = texts.sort((a, b) => b.length - a.length).slice(0, LONGEST);
  const widths = longest.map((text) => doc.widthOfString(lineOf(text, CHARACTERS_MAX)));
  return Math.max(headOf(doc, columns[n]?.label ?? ""), ...widths);
}

/** The least width in which a head’s words stand in two lines. */
function headOf(doc: Doc, label: string): number {
  const words = label.replaceAll(", $", ",\u00a0$").split(" ");
  const broken = words.map((_, n) =>
    Math.max(...[words.slice(0, n + 1), words.slice(n + 1)].map((line) => doc.widthOfString(line.join(" ")))),
  );
  return Math.min(...broken);
}
