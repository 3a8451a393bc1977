import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { readLabels } from "./cost-labels";
import { GROUPS } from "./cost-rows";
import type { CostFilters, CostGroup } from "./cost-types";

const NAMES_MAX = 50;

export type CostName = { group: CostGroup; key: string; label: string | null };

/** The names of what is filtered by, at most 50, for an address that holds only keys. For admins. */
export async function listCostNames(ctx: Ctx, { filters }: { filters: CostFilters }): Promise<CostName[]> {
  assertAdmin(ctx.actor);
  const names: CostName[] = [];
  for (const group of GROUPS) {
    const keyed = (filters[group] ?? []).slice(0, NAMES_MAX - names.length).map((key) => ({ key }));
    if (keyed.length === 0) continue;
    const labels = await readLabels(ctx.db, group, keyed);
    names.push(...keyed.map(({ key }) => ({ group, key, label: labels(key) })));
  }
  return names;
}
