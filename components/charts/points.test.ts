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
  const keys = [
    { key: "a", label: "Member 01", ...cost(5n) },
    { key: "others", label: "Others", ...cost(3n) },
  ];

  test("keeps every piece, so that the bars add up to the keys", () => {
    const rows = stackRows(
      keys,
      [
        { day: "2026-11-01", key: "a", ...cost(4n, 4n) },
        { day: "2026-11-30", key: "a", ...cost(1n) },
        { day: "2026-11-30", key: "others", ...cost(3n) },
      ],
      "2026-11-30",
    );
    expect(rows[0]).toEqual({ day: "2026-11-01", total: cost(4n, 4n), sums: [cost(4n, 4n), cost(0n)] });
    expect(rows[29]).toEqual({ day: "2026-11-30", total: cost(4n), sums: [cost(1n), cost(3n)] });
    expect(rows.reduce((sum, { total }) => sum + total.costPicoUsd, 0n)).toBe(8n);
  });

  test("refuses a piece it has no place for", () => {
    const stack = (day: string, key: string) => () =>
      stackRows(keys, [{ day, key, ...cost(1n) }], "2026-11-30");
    expect(stack("2026-12-01", "a")).toThrow();
    expect(stack("2026-11-01", "b")).toThrow();
  });
});
