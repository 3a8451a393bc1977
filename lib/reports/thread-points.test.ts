import { expect, test } from "vitest";
import { pointsOf } from "./thread-points";

const at = (day: string, cost: bigint) => ({ day, costPicoUsd: cost, estimatedPicoUsd: 0n });

test("a thread's days run from its first cost to its last, the empty ones too", () => {
  const { unit, points } = pointsOf([at("2026-03-01", 5n), at("2026-02-27", 3n)]);
  expect(unit).toBe("day");
  expect(points.map(({ key, costPicoUsd }) => [key, costPicoUsd])).toEqual([
    ["2026-02-27", 3n],
    ["2026-02-28", 0n],
    ["2026-03-01", 5n],
  ]);
});

test("a long thread is told by months, and one without a cost has no points", () => {
  const { unit, points } = pointsOf([at("2025-12-31", 1n), at("2026-03-04", 5n), at("2026-03-03", 2n)]);
  expect(unit).toBe("month");
  expect(points.map(({ key, costPicoUsd }) => [key, costPicoUsd])).toEqual([
    ["2025-12", 1n],
    ["2026-01", 0n],
    ["2026-02", 0n],
    ["2026-03", 7n],
  ]);
  expect(pointsOf([])).toEqual({ unit: "day", points: [] });
});
