import type { UnpricedUse } from "@/lib/reports/types";

/** How many calls of a model, by its key "provider/model", have no price; 0 for any other. */
export function unpricedCalls(unpriced: readonly UnpricedUse[]): (key: string) => number {
  const calls = new Map(unpriced.map((use) => [`${use.provider}/${use.model}`, use.calls]));
  return (key) => calls.get(key) ?? 0;
}
