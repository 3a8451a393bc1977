import type { Route } from "next";
import { looksOf } from "@/components/admin/costs/looks";
import { combinationNames, namesOf } from "@/components/admin/costs/words";
import { type StackRow, type StackSum, stackRows } from "@/components/charts/points";
import { type SeriesLook, seriesLook } from "@/components/charts/series";
import type { CostGroup, Costs } from "@/lib/reports";
import { type CostsAddress, hrefOf } from "./address";
import { toggled } from "./filters";

type StackKey = StackSum & { key: string; label: string; href: Route | null; look: SeriesLook };

/**
 * What the chart stacks: the groups, or with a second group the combinations of both, those of one group together; each
 * with the way to it alone.
 */
export function stackOf(whole: Costs, address: CostsAddress): { keys: StackKey[]; rows: StackRow[] } {
  const costs = inGroups(whole);
  const { combinations, subgroup } = costs;
  if (!combinations || !subgroup) return { keys: groupKeys(costs, address), rows: stackRows(costs) };
  const names = combinationNames(costs);
  const looks = looksOf(whole);
  const keys = combinations.keys.map(({ key, groupKey, partKey, ...sum }) => ({
    ...{ ...sumOf(sum), key, label: names.get(key) ?? key },
    look: looks.get(key) ?? seriesLook("*", 0),
    href: pairHref(address, [
      [costs.group, groupKey],
      [subgroup, partKey],
    ]),
  }));
  return { keys, rows: stackRows({ ...costs, ...combinations }) };
}

function inGroups(costs: Costs): Costs {
  const { keys, combinations } = costs;
  if (!combinations) return costs;
  const ranks = new Map(keys.map(({ key }, rank) => [key, rank]));
  const rankOf = (groupKey: string) => (groupKey === "*" ? keys.length : (ranks.get(groupKey) ?? 0));
  const sorted = combinations.keys.toSorted((a, b) => rankOf(a.groupKey) - rankOf(b.groupKey));
  return { ...costs, combinations: { ...combinations, keys: sorted } };
}

function groupKeys(costs: Costs, address: CostsAddress): StackKey[] {
  const alone = aloneOf(costs, address);
  const names = namesOf(costs.group, costs.keys);
  return costs.keys.map(({ key, ...sum }, rank) => ({
    ...{ ...sumOf(sum), key, label: names.get(key) ?? key },
    ...{ href: alone.get(key) ?? null, look: seriesLook(key, rank) },
  }));
}

function sumOf(sum: Omit<StackSum, "unpriced"> & { unpriced?: number }): StackSum {
  const { costPicoUsd, estimatedPicoUsd, calls, unpriced = 0 } = sum;
  return { costPicoUsd, estimatedPicoUsd, calls, unpriced };
}

/** Where each group is shown alone; what is alone already, and the others, lead nowhere. */
export function aloneOf({ keys, group }: Costs, address: CostsAddress): ReadonlyMap<string, Route> {
  return new Map(
    keys.flatMap(({ key }): [string, Route][] => {
      if (key === "*" || isAlone(address, group, key)) return [];
      const filters = toggled({ ...address.filters, [group]: undefined }, group, key);
      return [[key, hrefOf(address, { filters, cursor: undefined })]];
    }),
  );
}

function pairHref(address: CostsAddress, pair: [CostGroup, string][]): Route | null {
  if (pair.some(([, key]) => key === "*")) return null;
  if (pair.every(([group, key]) => isAlone(address, group, key))) return null;
  const only = Object.fromEntries(pair.map(([group, key]) => [group, [key]]));
  return hrefOf(address, { filters: { ...address.filters, ...only }, cursor: undefined });
}

function isAlone({ filters }: CostsAddress, group: CostGroup, key: string): boolean {
  const wanted = filters[group];
  return wanted?.length === 1 && wanted[0] === key;
}
