import { takeBreaths } from "./breaths";
import { fitColumns } from "./fit-columns";
import { INK, LINE, MUTED, type Paper, type Struct } from "./paper";
import { GAP, SIZE, type TableSpec } from "./table-spec";
import { cutTo, lineOf } from "./text";

const ROW = 17;
const HEAD_LINES = 2;

type Cell = {
  text: string;
  tag: "TH" | "TD";
  scope?: "Column" | "Row";
  look: "bold" | "regular";
  color: string;
};

type Placed = Cell & { at: number; room: number; align: "left" | "right"; lines: number };

/** Rows of as many lines as their columns allow, what is too long cut with an ellipsis; each page says the head again. */
export async function drawTable(paper: Paper, given: TableSpec): Promise<void> {
  const spec = fitColumns(paper, given);
  const { doc, root } = paper;
  const table = doc.struct("Table");
  root.add(table);
  const head = spec.columns.map(
    ({ label }): Cell => ({
      ...{ text: label, tag: "TH", scope: "Column", look: "regular", color: MUTED },
    }),
  );
  const placedHead = place(paper, spec, head);
  paper.need(heightOf(paper, placedHead) + ROW);
  drawRow(paper, placedHead, table);
  const breathe = takeBreaths();
  const firstSum = spec.rows.length - (spec.sums ?? 0);
  for (const [index, row] of spec.rows.entries()) {
    const isSum = index >= firstSum;
    const cells = row.map((text, column): Cell => {
      const tag = column === 0 ? ({ tag: "TH", scope: "Row" } as const) : ({ tag: "TD" } as const);
      return { text: text || (isSum ? "" : "–"), ...tag, look: isSum ? "bold" : "regular", color: INK };
    });
    const placed = place(paper, spec, cells);
    if (doc.y + heightOf(paper, placed) > doc.page.height - doc.page.margins.bottom) {
      doc.addPage();
      drawRow(paper, placedHead, table);
    }
    drawRow(paper, placed, table);
    await breathe();
  }
  table.end();
  doc.y += 4;
}

function drawRow(paper: Paper, cells: readonly Placed[], table: Struct): void {
  const { doc, left, width } = paper;
  const y = doc.y;
  const lines = Math.max(...cells.map((cell) => cell.lines));
  const row = doc.struct("TR");
  table.add(row);
  for (const cell of cells) {
    const { text, tag, scope, align, at, room } = cell;
    const draw = () => {
      write(paper, cell);
      const height = ROW - 3 + (lines - 1) * doc.currentLineHeight(true);
      doc.text(text, at, y + 3, { width: room, height, ellipsis: true, align });
    };
    row.add(scope ? doc.struct(tag, { scope }, draw) : doc.struct(tag, {}, draw));
  }
  row.end();
  const end = y + heightOf(paper, cells);
  doc.markContent("Artifact", { type: "Layout" });
  doc
    .moveTo(left, end)
    .lineTo(left + width, end)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke();
  doc.endMarkedContent();
  doc.x = left;
  doc.y = end;
}

/** Where the cells of a row stand, and how many lines each of them takes. */
function place(paper: Paper, { columns }: TableSpec, cells: readonly Cell[]): Placed[] {
  let x = paper.left;
  return cells.map((cell, index): Placed => {
    const column = columns[index];
    const columnWidth = paper.width * (column?.share ?? 0);
    // Words do not begin where the number before them ends.
    const inset = !column?.numeric && columns[index - 1]?.numeric ? GAP : 0;
    const room = columnWidth - (index === columns.length - 1 ? 0 : GAP) - inset;
    const linesMax = cell.scope === "Column" ? HEAD_LINES : (column?.lines ?? 1);
    const text = cutTo(lineOf(cell.text).replaceAll(", $", ",\u00a0$"), {
      width: room * linesMax,
      size: SIZE,
    });
    const at = x + inset;
    x += columnWidth;
    const align = column?.numeric ? "right" : "left";
    const placed = { ...cell, text, at, room, align, lines: 1 } as const;
    return linesMax === 1 ? placed : { ...placed, lines: Math.min(linesMax, linesOf(paper, placed)) };
  });
}

function linesOf(paper: Paper, cell: Placed): number {
  const { doc } = paper;
  write(paper, cell);
  return Math.max(
    1,
    Math.round(doc.heightOfString(cell.text, { width: cell.room }) / doc.currentLineHeight(true)),
  );
}

function heightOf({ doc }: Paper, cells: readonly Placed[]): number {
  const lines = Math.max(...cells.map((cell) => cell.lines));
  return ROW + (lines - 1) * doc.font("regular").fontSize(SIZE).currentLineHeight(true);
}

function write({ doc }: Paper, { look, color }: Cell): void {
  doc.font(look).fontSize(SIZE).fillColor(color);
}
