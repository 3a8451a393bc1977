import { formatUsd, type PicoUsd, toChartUsd } from "@/lib/money";
import type { MonthlyReport } from "../types";
import { ACCENT, LINE, MUTED, type Paper } from "./paper";
import { lineOf } from "./text";

const HEIGHT = 130;
const AXIS = 52;
const FOOT = 18;
const LABEL_WIDTH = 56;
const LABELS_MAX = 6;
/** Characters. */
const LABEL_MAX = 24;

/** A bar; without a cost where its time has not begun. */
export type Bar = { label: string; costPicoUsd: PicoUsd | null };

/** Each day's cost of a month as a bar; days that have not begun have none. */
export function drawDays(
  paper: Paper,
  { days, lastDay }: Pick<MonthlyReport, "days"> & { lastDay: string },
): void {
  const costs = new Map(days.map(({ day, costPicoUsd }) => [Number(day.slice(8)), costPicoUsd]));
  const bars = Array.from({ length: Number(lastDay.slice(8)) }, (_, n): Bar => {
    return { label: String(n + 1), costPicoUsd: costs.get(n + 1) ?? null };
  });
  drawBars(paper, {
    bars,
    alt: altOf(
      "Cost of each day",
      days.map(({ day, ...sum }) => ({ label: day, ...sum })),
      days.some(({ unpriced = 0 }) => unpriced > 0) ? "no cost is known" : "none cost anything",
    ),
  });
}

/** "Cost of each day; the dearest, 2026-11-30, cost $0.29." */
export function altOf(what: string, bars: readonly Bar[], none = "none cost anything"): string {
  const most = highest(bars);
  const dearest = bars.find(({ costPicoUsd }) => costPicoUsd === most);
  return most > 0n && dearest
    ? `${what}; the dearest, ${dearest.label}, cost ${formatUsd(most)}.`
    : `${what}; ${none}.`;
}

/** Costs beside each other, drawn with lines; what was taken back has no height. */
export function drawBars(paper: Paper, { bars, alt }: { bars: readonly Bar[]; alt: string }): void {
  const { doc, left, width } = paper;
  const most = highest(bars);
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
    if (most > 0n) doc.text(formatUsd(most), left, top - 6, { width: AXIS - 8, align: "right" });
    doc.text("$0", left, base - 6, { width: AXIS - 8, align: "right" });
    const step = (width - AXIS) / Math.max(1, bars.length);
    const unit = most > 0n ? (base - top) / toChartUsd(most) : 0;
    const every = Math.ceil(bars.length / LABELS_MAX);
    for (const [index, { label, costPicoUsd }] of bars.entries()) {
      const height = Math.max(0, toChartUsd(costPicoUsd ?? 0n) * unit);
      const x = left + AXIS + index * step;
      if (height > 0) doc.rect(x + step * 0.15, base - height, step * 0.7, height).fill(ACCENT);
      if (index % every > 0) continue;
      const at = Math.min(x + step / 2 - LABEL_WIDTH / 2, left + width - LABEL_WIDTH);
      doc.fillColor(MUTED).text(lineOf(label, LABEL_MAX), at, base + 4, {
        width: LABEL_WIDTH,
        align: "center",
        lineBreak: false,
      });
    }
  });
}

function highest(bars: readonly Bar[]): PicoUsd {
  return bars.reduce((max, { costPicoUsd }) => (costPicoUsd && costPicoUsd > max ? costPicoUsd : max), 0n);
}
