import { type CsvCell, csvLine } from "./csv";

/** A column of a file: its name and cell in CSV and, where paper has room for it, its head there. */
export type SheetColumn<T> = {
  name: string;
  read: (row: T) => CsvCell;
  paper?: {
    label: string;
    /** Of the page's width, all together 1. */
    share: number;
    /** What stands there for a person, where the file's cell is a program's. */
    read?: (row: T) => CsvCell;
    /** Numbers that stand below each other add up to something. */
    sums?: boolean;
    /** Words that begin with a number, and stand below each other like one. */
    numeric?: boolean;
    /** Long words may go on over so many lines; otherwise they end with the first. */
    lines?: number;
  };
};

/** Rows as they are read, some at a time: the same ones for every kind of file. */
export type Sheet<T> = { columns: readonly SheetColumn<T>[]; rows: AsyncIterable<T[]> | Iterable<T[]> };

/** The lines of a sheet as CSV, made as they are asked for. */
export async function* sheetLines<T>({ columns, rows }: Sheet<T>): AsyncGenerator<string> {
  yield csvLine(columns.map(({ name }) => name));
  for await (const some of rows)
    yield some.map((row) => csvLine(columns.map(({ read }) => read(row)))).join("");
}
