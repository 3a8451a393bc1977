import type { PicoUsd } from "@/lib/money";

export type GrowthInput = {
  threads: number;
  /** Hundredths of a percent a month: 1,500 are 15 %. From −10,000 on. */
  growthBasisPoints: number;
  runsPerThread: number;
  runPicoUsd: PicoUsd;
  months: number;
  /** Whether the first month has already grown; where it has not, it is today's. */
  growsAtOnce?: boolean;
  /** What a thread costs to keep for a month: providers charge nothing. */
  keepPicoUsd?: PicoUsd;
};

export type GrowthMonth = { month: number; threads: number; runs: number; costPicoUsd: PicoUsd };
export type Growth = { months: GrowthMonth[]; totalPicoUsd: PicoUsd };

/** Threads are counted in billionths, so that a part of one is neither lost nor rounded up each month. */
const SCALE = 1_000_000_000n;
const FULL_BASIS_POINTS = 10_000n;

/** Month by month what threads cost whose number grows by the same share. */
export function forecastGrowth(input: GrowthInput): Growth {
  const grow = (threads: bigint) =>
    (threads * (FULL_BASIS_POINTS + BigInt(input.growthBasisPoints))) / FULL_BASIS_POINTS;
  const perThread = BigInt(input.runsPerThread) * input.runPicoUsd + (input.keepPicoUsd ?? 0n);
  const months: GrowthMonth[] = [];
  let threads = BigInt(input.threads) * SCALE;
  for (let month = 1; month <= input.months; month++) {
    if (month > 1 || input.growsAtOnce) threads = grow(threads);
    const whole = Number(threads) / Number(SCALE);
    months.push({
      month,
      threads: whole,
      runs: whole * input.runsPerThread,
      costPicoUsd: (threads * perThread) / SCALE,
    });
  }
  return { months, totalPicoUsd: months.reduce((sum, { costPicoUsd }) => sum + costPicoUsd, 0n) };
}
