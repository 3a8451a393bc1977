import type { Route } from "next";
import { tickLabel } from "@/components/charts/scale";
import type { StackMark } from "@/components/charts/stack-chart";
import { costLabel, dayLabel } from "@/components/charts/words";
import { formatAbout, formatUsd, PICO_PER_USD, toChartUsd } from "@/lib/money";
import type { CostAnomaly } from "@/lib/reports";

/** From here on a mark leaves out the cents. */
const WHOLE_FROM = 10n * PICO_PER_USD;

/** The bars that hold a day that stands out; of several days in one bar, the one that stands out most. */
export function marksOf(
  anomalies: readonly CostAnomaly[],
  buckets: readonly string[],
  hrefOf: (day: string) => Route,
): StackMark[] {
  const most = new Map<string, CostAnomaly>();
  for (const anomaly of anomalies) {
    const bucket = buckets.findLast((first) => first <= anomaly.day);
    if (bucket === undefined) continue;
    const other = most.get(bucket);
    if (!other || anomaly.impactPicoUsd > other.impactPicoUsd) most.set(bucket, anomaly);
  }
  return [...most].map(([bucket, { day, expectedPicoUsd, isExpectedExact, ...cost }]) => ({
    day: bucket,
    more: moreLabel(cost, isExpectedExact),
    words: `${dayLabel(day)}: ${costLabel(cost)} where ${formatAbout(expectedPicoUsd, isExpectedExact)} was expected. Click the mark to look into it.`,
    href: hrefOf(day),
  }));
}

/** "+$12", "+$1.38", "≈ +$1.38": how much more than expected. */
function moreLabel(
  { impactPicoUsd, estimatedPicoUsd }: Pick<CostAnomaly, "impactPicoUsd" | "estimatedPicoUsd">,
  isExpectedExact: boolean,
): string {
  const usd = impactPicoUsd < WHOLE_FROM ? formatUsd(impactPicoUsd) : tickLabel(toChartUsd(impactPicoUsd), 1);
  return estimatedPicoUsd === 0n && isExpectedExact ? `+${usd}` : `≈ +${usd}`;
}
