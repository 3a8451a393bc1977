import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divide, UNALLOCATED, type Weight, WHOLE } from "./divide";

const sum = (parts: Map<string, bigint>) => [...parts.values()].reduce((all, part) => all + part, 0n);

/** Shares that are at most the whole together. */
const shares = fc.array(fc.nat(WHOLE), { maxLength: 30 }).map((numbers) => {
  let left = WHOLE;
  return numbers.map((number, n): Weight => {
    const basisPoints = Math.min(number, left);
    left -= basisPoints;
    return { key: `d${n}`, basisPoints };
  });
});

describe("divide", () => {
  test("has parts that add up to the amount, each less than a unit from its share", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), shares, (amount, weights) => {
        const parts = divide(amount, weights);
        expect(sum(parts)).toBe(amount);
        for (const { key, basisPoints } of weights) {
          const off = (parts.get(key) ?? 0n) * BigInt(WHOLE) - amount * BigInt(basisPoints);
          expect(off < BigInt(WHOLE) && off > -BigInt(WHOLE)).toBe(true);
        }
      }),
    );
  });

  test("gives the units that remain to the largest remainders", () => {
    const parts = divide(10n, [
      { key: "a", basisPoints: 3_333 },
      { key: "b", basisPoints: 3_333 },
      { key: "c", basisPoints: 3_334 },
    ]);
    expect([...parts]).toEqual([
      ["a", 3n],
      ["b", 3n],
      ["c", 4n],
      [UNALLOCATED, 0n],
    ]);
  });

  test("leaves everything unallocated where nobody has a share", () => {
    expect([...divide(-7n, [])]).toEqual([[UNALLOCATED, -7n]]);
  });

  test("refuses more than the whole", () => {
    expect(() => divide(1n, [{ key: "a", basisPoints: WHOLE + 1 }])).toThrow(RangeError);
  });
});
