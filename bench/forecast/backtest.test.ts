import { expect, test } from "vitest";
import { backtest, HELD_OUT, SEEDED } from "./backtest";

/** The whole backtest is `npm run bench:forecast`. */
test("ends of months are nearer than the run rate has them, and about four of five are within the range", () => {
  const all = [...Object.values(SEEDED), ...Object.values(HELD_OUT)].map((kind) => backtest(kind, 3));
  const average = (of: (each: (typeof all)[number]) => number) =>
    all.reduce((sum, each) => sum + of(each), 0) / all.length;
  expect(average(({ error }) => error)).toBeLessThan(average(({ runRateError }) => runRateError));
  expect(average(({ held }) => held)).toBeGreaterThan(0.7);
  expect(average(({ held }) => held)).toBeLessThan(0.92);
});
