import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { initSync, MSTL } from "@bsull/augurs/mstl";
import { mean } from "simple-statistics";

export const WEEK = 7;

/**
 * What one model expects of each of the days to come, the standard deviation of a single day around it, and how far
 * all of them together may be off because the level itself is only estimated.
 */
export type Outlook = { points: number[]; deviation: number[]; levelDeviation: number };

/** A season of a week and a trend by exponential smoothing; older days say little about the next month. */
const DAYS_READ_MAX = 84;
const LEVEL = 0.8;
/** Of a normal distribution, 80 % lie within so many standard deviations. */
export const LEVEL_DEVIATIONS = 1.2816;

/** The library's model of trend and season. Needs two weeks. */
export function seasonalOutlook(history: readonly number[], days: number): Outlook {
  loadModel();
  const model = MSTL.ets([WEEK], {});
  try {
    model.fit(history.slice(-DAYS_READ_MAX));
    const { point, intervals } = model.predict(days, LEVEL);
    return {
      points: point.map((value) => Math.max(0, value)),
      deviation: point.map((value, n) => ((intervals?.upper[n] ?? value) - value) / LEVEL_DEVIATIONS),
      // Its intervals have that in them.
      levelDeviation: 0,
    };
  } finally {
    model.free();
  }
}

const WEEKS_READ_MAX = 4;
/** Days that resemble their neighbours say less about the level than as many days that do not. */
const ALIKE = 1.5;

/** What each day of the week has cost on average in the last four weeks. Needs one week. */
export function weekdayOutlook(history: readonly number[], days: number): Outlook {
  const weeks = Math.min(WEEKS_READ_MAX, Math.floor(history.length / WEEK));
  const recent = history.slice(-weeks * WEEK);
  const averages = Array.from({ length: WEEK }, (_, weekday) =>
    mean(recent.filter((_, n) => n % WEEK === weekday)),
  );
  // One week has no weekday twice, so all its days stand for one another.
  const expected = (n: number) => (weeks > 1 ? (averages[n % WEEK] ?? 0) : mean(recent));
  const squares = recent.map((value, n) => (value - expected(n)) ** 2);
  const freedom = Math.max(1, recent.length - (weeks > 1 ? WEEK : 1));
  const single = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / freedom);
  return {
    points: Array.from({ length: days }, (_, n) => expected(n)),
    deviation: Array.from({ length: days }, () => single),
    levelDeviation: single * Math.sqrt(ALIKE / recent.length),
  };
}

let loaded = false;

function loadModel(): void {
  if (loaded) return;
  const module = createRequire(join(process.cwd(), "package.json")).resolve("@bsull/augurs/mstl");
  initSync({ module: readFileSync(module.replace(/\.js$/, "_bg.wasm")) });
  loaded = true;
}
