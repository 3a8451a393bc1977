import type { CostFilters, CostGroup } from "@/lib/reports";
import { readId } from "../../misread";

export const GROUPS = ["department", "member", "plan", "model", "provider", "assistant", "purpose"] as const;
/** Of these a key is an id, which is the same in capitals. */
const IDS: readonly CostGroup[] = ["department", "member", "plan", "assistant"];
const KEYS_MAX = 20;
const KEY_LENGTH_MAX = 200;
/** As the days that somebody looked into are kept by, with room for what escaping adds. */
const LENGTH_MAX = 1_200;

/** The filters of an address, and the groups of which something was left out. The empty key is what has none. */
export function readFilters(params: Record<string, string | string[] | undefined>): {
  filters: CostFilters;
  refused: CostGroup[];
} {
  const filters: CostFilters = {};
  const refused: CostGroup[] = [];
  let length = 0;
  for (const group of GROUPS) {
    const keys = [params[group] ?? []].flat();
    const isOfIds = IDS.includes(group);
    const given = [...new Set(isOfIds ? keys.map((key) => key.toLowerCase()) : keys)];
    const kept = given.filter((key, place) => {
      if (isOfIds && key !== "" && readId(key) === undefined) return false;
      const size = encodeURIComponent(key.toWellFormed()).length + group.length + 2;
      const fits = place < KEYS_MAX && key.length <= KEY_LENGTH_MAX && length + size <= LENGTH_MAX;
      if (!fits || key.includes("\0") || !key.isWellFormed()) return false;
      length += size;
      return true;
    });
    if (kept.length < given.length) refused.push(group);
    if (kept.length > 0) filters[group] = kept;
  }
  return { filters, refused };
}

/** With one key more, or without it where it is there already. */
export function toggled(filters: CostFilters, group: CostGroup, key: string): CostFilters {
  const keys = filters[group] ?? [];
  const next = keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key];
  return { ...filters, [group]: next.length > 0 ? next : undefined };
}

export function hasFilters(filters: CostFilters): boolean {
  return GROUPS.some((group) => filters[group]);
}
