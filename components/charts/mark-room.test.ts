import { expect, test } from "vitest";
import { haveRoom } from "./mark-room";

const WORDS = { wordsPx: 40 };

function roomOf(tops: number[], slotPx: number) {
  const bars = tops.map((top, place) => ({ x: (place + 0.5) * slotPx, top }));
  return { bars, room: { bars, barPx: slotPx * 0.8, from: 0, to: tops.length * slotPx } };
}

test("tells the words of a mark over the highest bar, and of one in a wide place of its own", () => {
  const narrow = roomOf([200, 200, 200, 50, 200, 200, 200], 12);
  expect(haveRoom([{ x: 42, top: 50, ...WORDS }], narrow.room)).toEqual([true]);
  const wide = roomOf([20, 100, 20], 100);
  expect(haveRoom([{ x: 150, top: 100, ...WORDS }], wide.room)).toEqual([true]);
});

test("leaves out words that would cover a higher bar beside them", () => {
  const { room } = roomOf([200, 200, 20, 50, 200, 200, 200], 12);
  expect(haveRoom([{ x: 42, top: 50, ...WORDS }], room)).toEqual([false]);
});

test("leaves out words that would run out of the chart", () => {
  const { room } = roomOf([50, 200, 200, 200, 200], 12);
  expect(haveRoom([{ x: 6, top: 50, ...WORDS }], room)).toEqual([false]);
});

test("tells only the first of two marks whose words would run into each other, and both where they are apart", () => {
  const { room } = roomOf(Array<number>(20).fill(200), 12);
  const at = (x: number) => ({ x, top: 200, ...WORDS });
  expect(haveRoom([at(114), at(150)], room)).toEqual([true, false]);
  expect(haveRoom([at(54), at(150)], room)).toEqual([true, true]);
});

test("covers no other mark that stands without words", () => {
  const { room } = roomOf([200, 200, 200, 200, 200, 200, 200, 200], 12);
  const [left, right] = [
    { x: 42, top: 200, ...WORDS },
    { x: 54, top: 200, ...WORDS },
  ];
  expect(haveRoom([left, right], room)).toEqual([false, false]);
});
