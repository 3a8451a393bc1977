import { expect, test } from "vitest";
import { deltaOf } from "./delta";

const span = (costPicoUsd: bigint, previousPicoUsd: bigint) => ({
  days: 22,
  previousMonth: "2026-10",
  costPicoUsd,
  previousPicoUsd,
});

test("tells by how much and against which days", () => {
  expect(deltaOf("2026-11", span(112n, 100n))).toEqual({
    direction: "up",
    share: "12%",
    against: "1–22 October",
  });
  expect(deltaOf("2026-11", span(50n, 100n))).toMatchObject({ direction: "down", share: "50%" });
  expect(deltaOf("2026-11", span(0n, 100n))).toMatchObject({ direction: "down", share: "100%" });
});

test("rounds, and calls a difference that rounds to nothing the same", () => {
  expect(deltaOf("2026-11", span(10_004n, 10_000n))).toMatchObject({ direction: "same", share: "0%" });
  expect(deltaOf("2026-11", span(1_015n, 1_000n))).toMatchObject({ direction: "up", share: "2%" });
});

test("counts in multiples where percents say nothing any more, and is nothing against nothing", () => {
  expect(deltaOf("2026-11", span(4_200n, 100n))).toMatchObject({ direction: "up", share: "42 ×" });
  expect(deltaOf("2026-11", span(5n, 0n))).toBeNull();
});

test("names the year of a December before a January", () => {
  const january = { ...span(1n, 1n), days: 1, previousMonth: "2026-12" };
  expect(deltaOf("2027-01", january)?.against).toBe("1 December 2026");
});
