import { formatUsd, toChartUsd } from "@/lib/money";
import type { DaySum } from "@/lib/reports/types";
import { ACCENT, LINE, MUTED, type Paper } from "./paper";

const HEIGHT = 130;
const AXIS = 52;
const FOOT = 18;

/** Each day's cost as a bar, drawn with lines; days that have not begun have none. */
export function drawDays(paper: Paper, { days, lastDay }: { days: DaySum[]; lastDay: string }): void {
  const { doc, left, width } = paper;
  const most = days.reduce((max, { costPicoUsd }) => (costPicoUsd > max ? costPicoUsd : max), 0n);
  const dearest = days.find(({ costPicoUsd }) => costPicoUsd === most);
  const alt =
    most > 0n && dearest
      ? `Cost of each day; the dearest, ${dearest.day}, cost ${formatUsd(most)}.`
      : "Cost of each day; none cost anything.";
  paper.figure(alt, HEIGHT, (y) => {
    const base = y + HEIGHT - FOOT;
    const top = y + 10;
    doc.lineWidth(0.5).strokeColor(LINE);
    for (const line of [top, (top + base) / 2, base])
      doc
        .moveTo(left + AXIS, line)
        .lineTo(left + width, line)
        .stroke();
    doc.font("regular").fontSize(8).fillColor(MUTED);
    doc.text(formatUsd(most), left, top - 6, { width: AXIS - 8, align: "right" });
    doc.text("$0", left, base - 6, { width: AXIS - 8, align: "right" });
    const count = Number(lastDay.slice(8));
    const step = (width - AXIS) / count;
    const unit = most > 0n ? (base - top) / toChartUsd(most) : 0;
    for (const { day, costPicoUsd } of days) {
      const height = Math.max(0, toChartUsd(costPicoUsd) * unit);
      const x = left + AXIS + (Number(day.slice(8)) - 1) * step + step * 0.15;
      if (height > 0) doc.rect(x, base - height, step * 0.7, height).fill(ACCENT);
    }
    doc.fillColor(MUTED);
    for (const day of [1, 8, 15, 22, count]) {
      doc.text(String(day), left + AXIS + (day - 1) * step - 10 + step / 2, base + 4, {
        width: 20,
        align: "center",
      });
    }
  });
}
