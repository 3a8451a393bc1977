import { partLook, type SeriesLook, seriesLook } from "@/components/charts/series";
import type { Costs } from "@/lib/reports/types";

/** So many parts look the same in every group; where there are more, each group counts its own. */
const SHARED_MAX = 6;

/** How the chart shows each of its keys: a colour for each group, and with a second one a tint of it for each part. */
export function looksOf({
  keys,
  combinations,
}: Pick<Costs, "keys" | "combinations">): ReadonlyMap<string, SeriesLook> {
  if (!combinations) return new Map(keys.map(({ key }, rank) => [key, seriesLook(key, rank)]));
  const ranks = new Map(keys.map(({ key }, rank) => [key, rank]));
  const all = distinct(combinations.keys.map(({ partKey }) => partKey));
  return new Map(
    combinations.keys.map(({ key, groupKey, partKey }) => {
      const own = combinations.keys.filter((one) => one.groupKey === groupKey).map((one) => one.partKey);
      const parts = all.length <= SHARED_MAX ? all : own;
      return [key, partLook(groupKey, ranks.get(groupKey) ?? 0, parts.indexOf(partKey))];
    }),
  );
}

function distinct(keys: readonly string[]): string[] {
  return [...new Set(keys)].filter((key) => key !== "*");
}
