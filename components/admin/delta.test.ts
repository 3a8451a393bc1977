import { expect, test } from "vitest";
import { deltaOf } from "./delta";

test("tells by how much", () => {
  expect(deltaOf(112n, 100n)).toEqual({ direction: "up", share: "12%" });
  expect(deltaOf(50n, 100n)).toEqual({ direction: "down", share: "50%" });
  expect(deltaOf(0n, 100n)).toEqual({ direction: "down", share: "100%" });
});

test("rounds, and calls a difference that rounds to nothing the same", () => {
  expect(deltaOf(10_004n, 10_000n)).toEqual({ direction: "same", share: "0%" });
  expect(deltaOf(1_015n, 1_000n)).toEqual({ direction: "up", share: "2%" });
});

test("counts in multiples where percents say nothing any more, and is nothing against nothing", () => {
  expect(deltaOf(4_200n, 100n)).toEqual({ direction: "up", share: "42 ×" });
  expect(deltaOf(4_656_100n, 100n)).toEqual({ direction: "up", share: "over 100 ×" });
  expect(deltaOf(5n, 0n)).toBeNull();
});
