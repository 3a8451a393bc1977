import type { UtcRange } from "@/lib/finance";
import { isDay } from "@/lib/reports";

type Params = Record<string, string | string[] | undefined>;
type Address = UtcRange & { provider: string };

const PROVIDER = /^[a-z0-9][a-z0-9-]{0,59}$/;
const DAY_MS = 86_400_000;
const DAYS_MAX = 31;

/** What the page compares; days that make no range of at most 31 are the usual ones. */
export function readAddress(params: Params, usual: Address): Address {
  const { provider } = params;
  const named = typeof provider === "string" && PROVIDER.test(provider) ? provider : usual.provider;
  return { ...(readDays(params) ?? usual), provider: named };
}

/** What is typed again where the days of an address cannot be compared, and why; null where they can or are not given. */
export function refusedDays(params: Params, usual: UtcRange): (UtcRange & { why: string }) | null {
  const { from, to } = params;
  if ((!from && !to) || readDays(params)) return null;
  return {
    from: isDay(from) ? from : usual.from,
    to: isDay(to) ? to : usual.to,
    why: `Choose at most ${DAYS_MAX} days, the first not after the last. Until then the last 30 days are shown.`,
  };
}

function readDays({ from, to }: Params): UtcRange | null {
  if (!isDay(from) || !isDay(to)) return null;
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  return days >= 0 && days < DAYS_MAX ? { from, to } : null;
}
