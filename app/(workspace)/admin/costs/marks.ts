import type { Route } from "next";
import { costLabel, dayLabel } from "@/components/charts/words";
import { formatAbout } from "@/lib/money";
import type { CostAnomaly } from "@/lib/reports";

/** The bars that hold a day that stands out; of several days in one bar, the one that stands out most. */
export function marksOf(
  anomalies: readonly CostAnomaly[],
  buckets: readonly string[],
  hrefOf: (day: string) => Route,
): { day: string; words: string; href: Route }[] {
  const most = new Map<string, CostAnomaly>();
  for (const anomaly of anomalies) {
    const bucket = buckets.findLast((first) => first <= anomaly.day);
    if (bucket === undefined) continue;
    const other = most.get(bucket);
    if (!other || anomaly.impactPicoUsd > other.impactPicoUsd) most.set(bucket, anomaly);
  }
  return [...most].map(([bucket, { day, expectedPicoUsd, isExpectedExact, ...cost }]) => ({
    day: bucket,
    words: `${dayLabel(day)}: ${costLabel(cost)} where ${formatAbout(expectedPicoUsd, isExpectedExact)} was expected. Click the mark to look into it.`,
    href: hrefOf(day),
  }));
}
