import type { Conn } from "@/db/client";
import { getEnv } from "@/lib/env";
import { findOrganisation } from "@/lib/org";
import type { Sheet } from "@/lib/reports";
import { altOf, type Bar, drawBars } from "./chart";
import { readWords } from "./instant";
import { openPaper, type Paper } from "./paper";
import { ROWS_MAX, type SheetTable, toTable } from "./sheet-rows";
import { drawTable } from "./table";
import { lineOf } from "./text";

/** As many filters as an address can have. */
const ABOUT_MAX = 4_000;

export type SheetReport<T> = {
  /** What it is: "AI costs by department". The organisation's name stands before it. */
  title: string;
  /** Its days with their zone, and what was left out, a sentence each. */
  about: readonly string[];
  /** What the page has in its tiles. */
  figures: readonly (readonly [string, string])[];
  chart?: { title: string; bars: readonly Bar[] };
  sheet: Sheet<T>;
  readAt: Date;
  /** More columns than a page has room for that stands upright. */
  wide?: boolean;
};

/**
 * Any view as a tagged PDF, of the rows that its CSV has: at most 2,000 of them, which it says, and sums of all. Asks
 * nobody who reads it; whoever calls has read the rows for somebody.
 */
export async function renderSheet<T>({ db }: { db: Conn }, report: SheetReport<T>): Promise<Buffer> {
  const organisation = (await findOrganisation(db))?.name ?? "";
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  const rows = await toTable(report.sheet, timeZone);
  const title = `${organisation}: ${report.title}`;
  const paper = openPaper({ title, createdAt: report.readAt, wide: report.wide ?? false });
  paper.heading(1, title);
  for (const sentence of report.about) paper.paragraph(lineOf(sentence, ABOUT_MAX), { muted: true });
  paper.paragraph(readWords(report.readAt, timeZone), { muted: true });
  if (report.figures.length > 0) await writeFigures(paper, report.figures);
  if (report.chart) {
    const { title: what, bars } = report.chart;
    paper.heading(2, what);
    drawBars(paper, { bars, alt: altOf(what, bars) });
  }
  if (report.figures.length > 0 || report.chart) paper.heading(2, "Rows");
  await writeRows(paper, rows);
  return paper.end();
}

async function writeFigures(paper: Paper, figures: SheetReport<never>["figures"]): Promise<void> {
  const columns = [
    { label: "Figure", share: 0.4 },
    { label: "Amount", share: 0.6 },
  ];
  paper.heading(2, "Figures");
  await drawTable(paper, { columns, rows: figures.map((figure) => [...figure]) });
}

async function writeRows(paper: Paper, { table, count }: SheetTable): Promise<void> {
  if (count === 0) return paper.paragraph("There are none.");
  paper.paragraph(countWords(count), { muted: count !== null && count <= ROWS_MAX });
  paper.doc.y += 4;
  await drawTable(paper, table);
}

function countWords(count: number | null): string {
  const first = ROWS_MAX.toLocaleString("en-US");
  if (count === null)
    return `The first ${first} rows of a longer list: the CSV has all of them, and filters on the page leave fewer.`;
  const all = `${count.toLocaleString("en-US")} ${count === 1 ? "row" : "rows"}`;
  if (count <= ROWS_MAX) return `${all}.`;
  return `The first ${first} of ${all}; the CSV has all of them. The sums are of all rows.`;
}
