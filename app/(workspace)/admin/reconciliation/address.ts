import type { UtcRange } from "@/lib/finance";
import { isDay } from "@/lib/reports";

type Address = UtcRange & { provider: string };

const PROVIDER = /^[a-z0-9][a-z0-9-]{0,59}$/;
const DAY_MS = 86_400_000;
const DAYS_MAX = 31;

/** What the page compares; days that make no range of at most 31 are the usual ones. */
export function readAddress(params: Record<string, string | string[] | undefined>, usual: Address): Address {
  const { provider, from, to } = params;
  const named = typeof provider === "string" && PROVIDER.test(provider) ? provider : usual.provider;
  if (!isDay(from) || !isDay(to)) return { ...usual, provider: named };
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  return days >= 0 && days < DAYS_MAX ? { provider: named, from, to } : { ...usual, provider: named };
}
