import type { UnpricedModel, UnpricedUse } from "@/lib/reports/types";

/** How many calls of a model, by its key "provider/model", have no price; 0 for any other. */
export function unpricedCalls(unpriced: readonly UnpricedModel[]): (key: string) => number {
  const calls = new Map(unpriced.map((use) => [`${use.provider}/${use.model}`, use.calls]));
  return (key) => calls.get(key) ?? 0;
}

/** How many calls have no price, of one day where it is given. */
export function unpricedCount(unpriced: readonly UnpricedUse[], day?: string): number {
  const lines = unpriced.flatMap((use) => use.lines).filter((line) => !day || line.day === day);
  return lines.reduce((sum, { calls }) => sum + calls, 0);
}

/** How many calls of a purpose have no price, whatever the model; 0 for any other. */
export function purposeCalls(unpriced: readonly UnpricedUse[]): (purpose: string) => number {
  const calls = new Map<string, number>();
  for (const line of unpriced.flatMap(({ lines }) => lines))
    calls.set(line.purpose, (calls.get(line.purpose) ?? 0) + line.calls);
  return (purpose) => calls.get(purpose) ?? 0;
}
