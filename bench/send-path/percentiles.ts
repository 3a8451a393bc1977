/** The value below which this share of the values lies: the nearest rank, never one in between. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("A percentile of nothing.");
  return value;
}

export type Spread = { p50: number; p95: number };

export function spreadOf(values: number[]): Spread {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95) };
}
