import { expect, test } from "vitest";
import { seriesLook } from "./series";

test("gives nine series and the others ten different looks", () => {
  const keys = [..."abcdefghi", "others"];
  const looks = keys.map((key, rank) => JSON.stringify(seriesLook(key, rank)));
  expect(new Set(looks).size).toBe(10);
  expect(seriesLook("others", 3)).toEqual(seriesLook("others", 9));
});
