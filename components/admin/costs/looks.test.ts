import { expect, test } from "vitest";
import { looksOf } from "./looks";

const sum = {
  ...{ calls: 1, answers: 1, inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 },
  ...{ costPicoUsd: 1n, estimatedPicoUsd: 0n },
};
const group = (key: string) => ({ ...sum, key, label: key, beforePicoUsd: 0n, parts: [] });
const pair = (groupKey: string, partKey: string) => ({
  ...sum,
  key: `${groupKey}\n${partKey}`,
  groupKey,
  partKey,
});
const others = { ...sum, key: "*", groupKey: "*", partKey: "*" };
const letters = [..."abcdefghi"];

test.each([
  ["nine parts of one group", letters.map((part) => pair("a", part))],
  ["nine groups of one part", letters.map((key) => pair(key, "a"))],
  [
    "three parts of three groups",
    ["a", "b", "c"].flatMap((key) => ["x", "y", "z"].map((part) => pair(key, part))),
  ],
  ["a part of its own in each place", letters.map((part, n) => pair("abc"[n % 3] ?? "", part))],
])("tells %s and the others apart", (_, own) => {
  const keys = [...letters.map(group), group("*")];
  const looks = looksOf({ keys, combinations: { keys: [...own, others], pieces: [] } });
  expect(new Set([...looks.values()].map((look) => JSON.stringify(look))).size).toBe(10);
});

test("gives a group one colour, and a part one tint in every group", () => {
  const own = [pair("a", "x"), pair("b", "y"), pair("b", "x")];
  const looks = looksOf({ keys: [group("a"), group("b")], combinations: { keys: own, pieces: [] } });
  const [ax, by, bx] = own.map(({ key }) => looks.get(key));
  expect(by?.color).toBe(bx?.color);
  expect(ax?.color).not.toBe(bx?.color);
  expect(ax?.tint).toBe(bx?.tint);
  expect(by?.tint).not.toBe(bx?.tint);
});
