import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from "recharts";
import { toChartUsd } from "@/lib/money";
import { haveRoom, MARK_ABOVE_PX, MARK_BETWEEN_PX, MARK_LINE_PX, MARK_SIGN_PX } from "./mark-room";
import type { StackRow } from "./points";
import type { StackMark } from "./stack-chart";

type StackMarksProps = {
  marks: StackMark[];
  rows: StackRow[];
  barPxMax: number;
  onOpen: (mark: StackMark) => void;
};

const CHARACTER_PX = 7;

/** A sign over each bar that stands out, with how much it is above the expected where there is room for words. */
export function StackMarks({ marks, rows, barPxMax, onOpen }: StackMarksProps) {
  const area = usePlotArea();
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (!area || !toX || !toY) return null;
  const bars = rows.map(({ day, total }) => ({
    day,
    x: toX(day, { position: "middle" }) ?? 0,
    top: toY(toChartUsd(total.costPicoUsd)) ?? 0,
  }));
  const spots = marks.flatMap((mark) => {
    const bar = bars.find(({ day }) => day === mark.day);
    return bar ? [{ ...bar, mark, wordsPx: mark.more.length * CHARACTER_PX }] : [];
  });
  const barPx = Math.min(barPxMax, area.width / Math.max(1, rows.length));
  const told = haveRoom(spots, { bars, barPx, from: area.x, to: area.x + area.width });
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      {spots.map(({ mark, ...spot }, place) => (
        <Mark key={mark.day} {...spot} words={told[place] ? mark.more : null} onClick={() => onOpen(mark)} />
      ))}
    </ZIndexLayer>
  );
}

type MarkProps = {
  x: number;
  top: number;
  wordsPx: number;
  words: string | null;
  onClick: () => void;
};

function Mark({ x, top, wordsPx, words, onClick }: MarkProps) {
  const width = MARK_SIGN_PX + (words === null ? 0 : MARK_BETWEEN_PX + wordsPx);
  const left = x - width / 2;
  const foot = top - MARK_ABOVE_PX;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; by keys the day is a link in the list of anomalies.
    <g className="stack-mark cursor-pointer" onClick={onClick}>
      <rect
        x={left - 6}
        y={foot - MARK_LINE_PX - 5}
        width={width + 12}
        height={MARK_LINE_PX + 10}
        fill="transparent"
      />
      <path
        d={`M${left} ${foot - 1.5}h${MARK_SIGN_PX}l${-MARK_SIGN_PX / 2} -8.5z`}
        fill="var(--bad)"
        stroke="var(--card)"
        strokeWidth={2}
        paintOrder="stroke"
      />
      {words !== null && (
        <text
          x={left + MARK_SIGN_PX + MARK_BETWEEN_PX}
          y={foot - 1.5}
          className="fill-bad font-medium text-xs tabular-nums"
          stroke="var(--card)"
          strokeWidth={3}
          paintOrder="stroke"
        >
          {words}
        </text>
      )}
    </g>
  );
}
