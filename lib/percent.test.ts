import { expect, test } from "vitest";
import { formatPercent } from "./percent";

test("a percentage has its sign at the figure, as in the pictures", () => {
  expect([80, 12.5, "<1", "50, 80 and 95", 1_000n].map(formatPercent)).toEqual([
    "80%",
    "12.5%",
    "<1%",
    "50, 80 and 95%",
    "1000%",
  ]);
});
