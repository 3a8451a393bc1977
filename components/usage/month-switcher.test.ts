import { expect, test } from "vitest";
import { monthsBack } from "./month-switcher";

test("goes back over the turn of the year to the first month with usage", () => {
  expect(monthsBack("2026-02", "2025-11")).toEqual(["2026-02", "2026-01", "2025-12", "2025-11"]);
});

test("offers no month before the first with usage, and ten years at most", () => {
  expect(monthsBack("2026-01", "2026-01")).toEqual(["2026-01"]);
  expect(monthsBack("2026-01", "2025-12")).toEqual(["2026-01", "2025-12"]);
  expect(monthsBack("2026-11", "1999-01")).toHaveLength(120);
});
