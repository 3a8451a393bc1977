import { expect, test } from "vitest";
import { partLook, seriesFill, seriesLook } from "./series";

const different = (looks: object[]) => new Set(looks.map((look) => JSON.stringify(look))).size;

test("gives nine series and the others ten different looks", () => {
  const keys = [..."abcdefghi", "others"];
  expect(different(keys.map((key, rank) => seriesLook(key, rank)))).toBe(10);
  expect(seriesLook("others", 3)).toEqual(seriesLook("others", 9));
});

test("keeps the colour of a series in its parts, and tells nine of them apart", () => {
  const parts = Array.from({ length: 9 }, (_, part) => partLook("a", 1, part));
  expect(different(parts)).toBe(9);
  expect(parts[0]).toEqual(seriesLook("a", 1));
  expect(new Set(parts.map(({ color }) => color)).size).toBe(1);
  expect(partLook("*", 1, 2)).toEqual(seriesLook("*", 0));
});

test("fills with a colour, a lighter one, or a pattern", () => {
  expect(seriesFill("x", partLook("a", 0, 0))).toBe("var(--series-1)");
  expect(seriesFill("x", partLook("a", 0, 1))).toContain("64%");
  expect(seriesFill("x", partLook("a", 0, 3))).toBe("url(#x)");
});
