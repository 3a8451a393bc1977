import type { PicoUsd } from "@/lib/money";
import type { UnpricedModel } from "@/lib/reports/types";
import type { DepartmentCost } from "./types";

const NAMED_MAX = 3;

/** An amount, or null where all that is known of it is that calls without a price made it: unknown is not nothing. */
export function knownOf(amount: PicoUsd, unpriced = 0): PicoUsd | null {
  return unpriced > 0 && amount === 0n ? null : amount;
}

/** A department's calls without a price, and those that it has a share of. */
export function unpricedOf({
  unpriced = 0,
  sharedUnpriced = 0,
}: Pick<DepartmentCost, "unpriced" | "sharedUnpriced">): number {
  return unpriced + sharedUnpriced;
}

/** How many calls all of these models have. */
export function unpricedIn(models: readonly UnpricedModel[] = []): number {
  return models.reduce((sum, { calls }) => sum + calls, 0);
}

/** "3 calls", "1 call". */
export function callWords(calls: number): string {
  return `${calls.toLocaleString("en-US")} ${calls === 1 ? "call" : "calls"}`;
}

/** What ran without a price, in a sentence; empty where nothing did. */
export function unpricedWords(models: readonly UnpricedModel[] = []): string {
  const calls = unpricedIn(models);
  if (calls === 0) return "";
  const names = models.slice(0, NAMED_MAX).map(({ provider, model }) => `${provider}/${model}`);
  const more = models.length - names.length;
  const others = more > 0 ? [`${more.toLocaleString("en-US")} more ${more === 1 ? "model" : "models"}`] : [];
  const named = new Intl.ListFormat("en-GB").format([...names, ...others]);
  return `${callWords(calls)} on ${named} ${missingWords(calls)}`;
}

/** "have no price: what they cost is unknown, and in no amount here." */
export function missingWords(calls: number): string {
  return calls === 1
    ? "has no price: what it cost is unknown, and in no amount here."
    : "have no price: what they cost is unknown, and in no amount here.";
}
