import { expect, test } from "vitest";
import { describeProgress } from "./progress";

test("a progress line says how far it is and how long it will take", () => {
  expect(describeProgress("Replaying", { done: 50, total: 200, elapsedMs: 10_000 })).toBe(
    "Replaying ███████░░░░░░░░░░░░░░░░░░░░░ 50/200 · 25% · 30 s left",
  );
  expect(describeProgress("Replaying", { done: 0, total: 200, elapsedMs: 0 })).toMatch(/0\/200 · 0%$/);
});
