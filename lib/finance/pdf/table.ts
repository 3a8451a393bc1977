import { takeBreaths } from "./breaths";
import { INK, LINE, MUTED, type Paper, type Struct } from "./paper";
import { cutTo, lineOf } from "./text";

const ROW = 17;
const SIZE = 9;
const GAP = 8;

export type TableSpec = {
  columns: { label: string /** Of the page's width, all together 1. */; share: number; numeric?: boolean }[];
  rows: string[][];
  /** How many rows at the end are sums. */
  sums?: number;
};

type Cell = {
  text: string;
  tag: "TH" | "TD";
  scope?: "Column" | "Row";
  look: "bold" | "regular";
  color: string;
};

/** Rows of one line each, what is too long cut with an ellipsis; the head is said again on each page. */
export async function drawTable(paper: Paper, spec: TableSpec): Promise<void> {
  const { doc, root } = paper;
  const table = doc.struct("Table");
  root.add(table);
  const head = spec.columns.map(
    ({ label }): Cell => ({
      ...{ text: label, tag: "TH", scope: "Column", look: "regular", color: MUTED },
    }),
  );
  paper.need(2 * ROW);
  drawRow(paper, spec, { table, cells: head });
  const breathe = takeBreaths();
  const firstSum = spec.rows.length - (spec.sums ?? 0);
  for (const [index, row] of spec.rows.entries()) {
    if (doc.y + ROW > doc.page.height - doc.page.margins.bottom) {
      doc.addPage();
      drawRow(paper, spec, { table, cells: head });
    }
    const look = index >= firstSum ? "bold" : "regular";
    const cells = row.map((text, column): Cell => {
      const tag = column === 0 ? ({ tag: "TH", scope: "Row" } as const) : ({ tag: "TD" } as const);
      return { text, ...tag, look, color: INK };
    });
    drawRow(paper, spec, { table, cells });
    await breathe();
  }
  table.end();
  doc.y += 4;
}

function drawRow(
  paper: Paper,
  { columns }: TableSpec,
  { table, cells }: { table: Struct; cells: Cell[] },
): void {
  const { doc, left, width } = paper;
  const y = doc.y;
  const row = doc.struct("TR");
  table.add(row);
  let x = left;
  for (const [index, { text, tag, scope, look, color }] of cells.entries()) {
    const column = columns[index];
    const columnWidth = width * (column?.share ?? 0);
    const align = column?.numeric ? "right" : "left";
    // Words do not begin where the number before them ends.
    const inset = !column?.numeric && columns[index - 1]?.numeric ? GAP : 0;
    const at = x + inset;
    const room = columnWidth - GAP - inset;
    const draw = () => {
      doc.font(look).fontSize(SIZE).fillColor(color);
      doc.text(cutTo(lineOf(text), { width: room, size: SIZE }) || "–", at, y + 3, {
        width: room,
        height: ROW - 3,
        ellipsis: true,
        align,
      });
    };
    row.add(scope ? doc.struct(tag, { scope }, draw) : doc.struct(tag, {}, draw));
    x += columnWidth;
  }
  row.end();
  doc.markContent("Artifact", { type: "Layout" });
  doc
    .moveTo(left, y + ROW)
    .lineTo(left + width - GAP, y + ROW)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke();
  doc.endMarkedContent();
  doc.x = left;
  doc.y = y + ROW;
}
