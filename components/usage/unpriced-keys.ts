import type { Costs, UnpricedUse } from "@/lib/reports/types";
import { isUnpriced } from "./is-unpriced";
import { unpricedCalls } from "./unpriced-calls";

/** The keys of models, where costs are grouped by them, of whose calls none has a price. */
export function unpricedKeys({ group, keys }: Costs, unpriced: readonly UnpricedUse[]): ReadonlySet<string> {
  const callsOf = unpricedCalls(unpriced);
  const wanted = group === "model" ? keys : [];
  return new Set(wanted.filter((key) => isUnpriced(key, callsOf(key.key))).map(({ key }) => key));
}
