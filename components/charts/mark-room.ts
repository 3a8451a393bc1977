/** Of one mark, in px of the chart: the middle and the top of its bar, and how wide its words are. */
export type MarkSpot = { x: number; top: number; wordsPx: number };

type Room = {
  /** The middle and the top of every bar. */
  bars: readonly { x: number; top: number }[];
  barPx: number;
  from: number;
  to: number;
};

/** How far a mark is above its bar, how high its line is, and how far its words are from its sign. */
export const MARK_ABOVE_PX = 5;
export const MARK_LINE_PX = 14;
export const MARK_SIGN_PX = 9;
export const MARK_BETWEEN_PX = 3;

type Box = { left: number; right: number; head: number; foot: number };

/** Which marks have room for their words: beside them is no higher bar, no other mark and no end of the chart. */
export function haveRoom(marks: readonly MarkSpot[], { bars, barPx, from, to }: Room): boolean[] {
  const taken = marks.map((mark) => boxOf(mark, MARK_SIGN_PX));
  return marks.map((mark, place) => {
    const box = boxOf(mark, MARK_SIGN_PX + MARK_BETWEEN_PX + mark.wordsPx);
    const fits =
      box.left >= from &&
      box.right <= to &&
      !bars.some(({ x, top }) => top < box.foot && x - barPx / 2 < box.right && x + barPx / 2 > box.left) &&
      !taken.some((other, at) => at !== place && overlap(other, box));
    if (fits) taken[place] = box;
    return fits;
  });
}

function boxOf({ x, top }: MarkSpot, width: number): Box {
  const foot = top - MARK_ABOVE_PX;
  return { left: x - width / 2, right: x + width / 2, head: foot - MARK_LINE_PX, foot };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.head < b.foot && b.head < a.foot;
}
