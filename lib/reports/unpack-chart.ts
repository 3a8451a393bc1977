import type { PicoUsd } from "@/lib/money";
import { COST_KEYS_MAX } from "./cost-chart";
import { OTHERS } from "./cost-labels";
import { bucketsOf } from "./cost-range";
import type { CostPiece, CostRange, CostsInput } from "./cost-types";
import type { Chart } from "./read-chart";
import type { CostSum } from "./types";
import { sumUp, sumUpCosts } from "./usage-row";

const DAY_MS = 86_400_000;

/** As `costChart` answers it. */
export type PackedRow = { key: string; days: string };

type Past = CostSum & { bucket: string };
type Group = { key: string; now: CostPiece[]; before: Past[]; costs: CostSum };

/** The days of each group, laid into buckets; groups beyond the dearest nine of the range are one. */
export function unpackChart(
  rows: readonly PackedRow[],
  range: CostRange,
  granularity: CostsInput["granularity"],
): Chart {
  const bucketAt = bucketsByDay(range, granularity);
  const groups = rows.map((row) => readGroup(row, bucketAt));
  const own = groups.filter(({ key, now }) => key !== OTHERS && now.length > 0);
  const top = own.sort(dearestFirst).slice(0, COST_KEYS_MAX);
  const others = groups.filter((group) => !top.includes(group));
  const pieces = top.flatMap(({ key, now }) => byBucket(key, now));
  const rest = others.flatMap(({ now }) => now);
  const beforeByKey = new Map(
    top.map(({ key, before }): [string, PicoUsd] => [key, sumUpCosts(before).costPicoUsd]),
  );
  const restBefore = others.flatMap(({ before }) => before);
  if (restBefore.length > 0) beforeByKey.set(OTHERS, sumUpCosts(restBefore).costPicoUsd);
  const before = groups.flatMap((group) => group.before);
  return {
    activeMembers: null,
    pieces: [...pieces, ...byBucket(OTHERS, rest)].sort(oldestFirst),
    before: sumUpCosts(before),
    beforeBuckets: costsByBucket(before),
    beforeByKey,
  };
}

function readGroup({ key, days }: PackedRow, bucketAt: readonly string[]): Group {
  const now: CostPiece[] = [];
  const before: Past[] = [];
  for (const day of days.split(",")) {
    const figures = day.split(" ");
    const place = Number(figures[0]);
    // The days before have negative places, which count from the end: so they are laid over the range.
    const bucket = bucketAt.at(place) ?? "";
    const costPicoUsd = BigInt(figures[1] ?? 0);
    const estimatedPicoUsd = BigInt(figures[2] ?? 0);
    if (place < 0) {
      before.push({ bucket, costPicoUsd, estimatedPicoUsd });
      continue;
    }
    now.push({
      bucket,
      key,
      costPicoUsd,
      estimatedPicoUsd,
      calls: Number(figures[3]),
      answers: Number(figures[4]),
      inputTokens: Number(figures[5]),
      cachedInputTokens: Number(figures[6]),
      outputTokens: Number(figures[7]),
    });
  }
  return { key, now, before, costs: sumUpCosts(now) };
}

function dearestFirst(a: Group, b: Group): number {
  if (a.costs.costPicoUsd !== b.costs.costPicoUsd) return a.costs.costPicoUsd > b.costs.costPicoUsd ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function oldestFirst(a: CostPiece, b: CostPiece): number {
  if (a.bucket !== b.bucket) return a.bucket < b.bucket ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function byBucket(key: string, pieces: readonly CostPiece[]): CostPiece[] {
  const sums = new Map<string, CostPiece>();
  for (const piece of pieces) {
    const { bucket } = piece;
    const other = sums.get(bucket);
    if (other) sums.set(bucket, { bucket, key, ...sumUp([other, piece]) });
    else sums.set(bucket, key === piece.key ? piece : { ...piece, key });
  }
  return [...sums.values()];
}

function costsByBucket(days: readonly Past[]): Chart["beforeBuckets"] {
  const costs = new Map<string, PicoUsd>();
  for (const { bucket, costPicoUsd } of days) costs.set(bucket, (costs.get(bucket) ?? 0n) + costPicoUsd);
  return [...costs]
    .map(([bucket, costPicoUsd]) => ({ bucket, costPicoUsd }))
    .sort((a, b) => (a.bucket < b.bucket ? -1 : 1));
}

/** The bucket of each day of the range. */
function bucketsByDay(range: CostRange, granularity: CostsInput["granularity"]): string[] {
  const firsts = bucketsOf(range, granularity);
  return firsts.flatMap((first, n) => {
    const days = (Date.parse(firsts[n + 1] ?? range.to) - Date.parse(first)) / DAY_MS;
    return new Array<string>(firsts[n + 1] ? days : days + 1).fill(first);
  });
}
