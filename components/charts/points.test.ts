import { describe, expect, test } from "vitest";
import { spendPoints, stackRows } from "./points";

const cost = (costPicoUsd: bigint, estimatedPicoUsd = 0n) => ({ costPicoUsd, estimatedPicoUsd });

const DAYS = [
  { day: "2026-11-01", ...cost(2n, 1n) },
  { day: "2026-11-02", ...cost(0n) },
  { day: "2026-11-03", ...cost(5n) },
];

describe("spendPoints", () => {
  test("adds day to day and leaves the rest of the month open", () => {
    const points = spendPoints(DAYS, "2026-11-30", { view: "cumulative" });
    expect(points).toHaveLength(30);
    expect(points.slice(0, 4).map(({ sum }) => sum)).toEqual([
      cost(2n, 1n),
      cost(2n, 1n),
      cost(7n, 1n),
      null,
    ]);
  });

  test("shows each day by itself", () => {
    const points = spendPoints(DAYS, "2026-11-30", { view: "daily" });
    expect(points.slice(0, 4).map(({ sum }) => sum)).toEqual([cost(2n, 1n), cost(0n), cost(5n), null]);
  });
});

describe("stackRows", () => {
  const used = (costPicoUsd: bigint, calls: number, unpriced = 0) => ({
    ...cost(costPicoUsd),
    calls,
    unpriced,
  });
  const keys = [{ key: "a" }, { key: "*" }];
  const buckets = ["2026-10-30", "2026-10-31", "2026-11-01"];

  test("keeps every piece, so that the bars add up to the keys, and has a bar where nothing was spent", () => {
    const rows = stackRows({
      keys,
      pieces: [
        { bucket: "2026-10-30", key: "a", ...cost(4n, 4n), calls: 1 },
        { bucket: "2026-11-01", key: "a", ...cost(1n), calls: 1 },
        { bucket: "2026-11-01", key: "*", ...cost(3n), calls: 3, unpriced: 2 },
      ],
      buckets,
      beforeBuckets: [{ bucket: "2026-10-31", costPicoUsd: 9n }],
    });
    expect(rows[0]).toEqual({
      ...{ day: "2026-10-30", before: 0n, total: { ...cost(4n, 4n), calls: 1, unpriced: 0 } },
      sums: [{ ...cost(4n, 4n), calls: 1, unpriced: 0 }, used(0n, 0)],
    });
    expect(rows[1]).toMatchObject({ total: used(0n, 0), before: 9n });
    expect(rows[2]).toMatchObject({ total: used(4n, 4, 2), sums: [used(1n, 1), used(3n, 3, 2)] });
    expect(rows.reduce((sum, { total }) => sum + total.costPicoUsd, 0n)).toBe(8n);
  });

  test("refuses a piece it has no place for", () => {
    const stack = (bucket: string, key: string) => () =>
      stackRows({ keys, pieces: [{ bucket, key, ...used(1n, 1) }], buckets, beforeBuckets: [] });
    expect(stack("2026-12-01", "a")).toThrow();
    expect(stack("2026-11-01", "b")).toThrow();
  });
});
