import { expect } from "vitest";
import type { Costs } from "../cost-types";

export const sum = (amounts: readonly { costPicoUsd: bigint }[]) =>
  amounts.reduce((all, { costPicoUsd }) => all + costPicoUsd, 0n);

/** That each way to divide a report's costs has the same sums. */
export function expectToAddUp(costs: Costs): void {
  expect(sum(costs.pieces)).toBe(costs.total.costPicoUsd);
  expect(sum(costs.keys)).toBe(costs.total.costPicoUsd);
  expect(costs.keys.reduce((all, { beforePicoUsd }) => all + beforePicoUsd, 0n)).toBe(
    costs.before.costPicoUsd,
  );
  expect(sum(costs.beforeBuckets)).toBe(costs.before.costPicoUsd);
  for (const { parts, costPicoUsd } of costs.keys) if (costs.subgroup) expect(sum(parts)).toBe(costPicoUsd);
  const { combinations } = costs;
  if (!combinations) return;
  expect(sum(combinations.keys)).toBe(costs.total.costPicoUsd);
  for (const bucket of costs.buckets) {
    const inBucket = (piece: { bucket: string }) => piece.bucket === bucket;
    expect(sum(combinations.pieces.filter(inBucket))).toBe(sum(costs.pieces.filter(inBucket)));
  }
  for (const { groupKey, partKey, key: _, ...figures } of combinations.keys) {
    if (groupKey === "*") continue;
    const parts = costs.keys.find(({ key }) => key === groupKey)?.parts ?? [];
    expect(parts.find(({ key }) => key === partKey)).toMatchObject(figures);
  }
}
