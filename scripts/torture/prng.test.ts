import { describe, expect, test } from "vitest";
import { createPrng } from "./prng";

const draw = (seed: number | string, count: number) => {
  const prng = createPrng(seed);
  return Array.from({ length: count }, () => prng.next());
};

describe("createPrng", () => {
  test("gives the same numbers for the same seed, on every machine", () => {
    expect(draw(1, 5)).toEqual(draw(1, 5));
    expect(draw(1, 3)).not.toEqual(draw(2, 3));
    expect(draw(7, 3).map((value) => value.toFixed(9))).toMatchInlineSnapshot(`
      [
        "0.591692898",
        "0.704973000",
        "0.516414466",
      ]
    `);
  });

  test("spreads evenly", () => {
    const prng = createPrng(3);
    const drawn = Array.from({ length: 10_000 }, () => prng.int(0, 9));
    const counts = Array.from({ length: 10 }, (_, value) => drawn.filter((one) => one === value).length);
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  test("includes both ends of a range", () => {
    const prng = createPrng(1);
    const drawn = new Set(Array.from({ length: 200 }, () => prng.int(-1, 1)));
    expect([...drawn].sort()).toEqual([-1, 0, 1]);
  });

  test("weighs", () => {
    const prng = createPrng(1);
    const drawn = Array.from({ length: 4_000 }, () =>
      prng.weighted([
        ["a", 3],
        ["b", 1],
        ["never", 0],
      ]),
    );
    expect(drawn.filter((value) => value === "a").length / 4_000).toBeCloseTo(0.75, 1);
    expect(drawn).not.toContain("never");
  });

  test("shuffles without losing anything", () => {
    const list = [1, 2, 3, 4, 5, 6];
    const shuffled = createPrng(4).shuffle(list);
    expect(shuffled).not.toEqual(list);
    expect([...shuffled].sort()).toEqual(list);
  });

  test("forks into streams that do not disturb each other", () => {
    const prng = createPrng(1);
    const before = prng.fork("a").next();
    prng.next();
    expect(prng.fork("a").next()).toBe(before);
    expect(prng.fork("b").next()).not.toBe(before);
  });

  test("refuses to choose from nothing", () => {
    expect(() => createPrng(1).pick([])).toThrow(RangeError);
  });
});
