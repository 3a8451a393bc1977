import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import {
  type AnomalyCause,
  type CostAnomaly,
  type Costs,
  explainAnomaly,
  getCosts,
  getMinimums,
  listAnomalies,
  markUnpriced,
  type UnpricedModel,
} from "@/lib/reports";
import type { ReadAddress } from "./address";

type View = {
  costs: Costs;
  /** What ran without a price: its cost is in none of the sums. */
  unpriced: UnpricedModel[];
  anomalies: CostAnomaly[];
  /** Of a day that is shown by itself and stands out; null otherwise. */
  causes: AnomalyCause[] | null;
  minImpactPicoUsd: PicoUsd;
};

/** What an address shows: all of it is of the same days and filters. */
export async function readView(
  ctx: Ctx,
  { address, range, granularity }: Pick<ReadAddress, "address" | "range" | "granularity">,
): Promise<View> {
  const { filters, rule, by, second } = address;
  const asked = { range: address.range, granularity, group: by, subgroup: second, filters };
  const [{ costs, unpriced }, anomalies, { anomalyMinPicoUsd }] = await Promise.all([
    getCosts(ctx, { ...asked, now: range.readAt, timeZone: range.timeZone }).then((costs) =>
      markUnpriced(ctx, costs, filters),
    ),
    listAnomalies(ctx, { range, filters, rule }),
    getMinimums(ctx.db),
  ]);
  const isOneDay = range.days === 1 && anomalies.length > 0;
  const causes = isOneDay ? await explainAnomaly(ctx, { day: range.from, filters }) : null;
  return {
    costs: address.compares ? costs : withoutGone(costs),
    ...{ unpriced, anomalies, causes, minImpactPicoUsd: anomalyMinPicoUsd },
  };
}

/** Groups that only the days before had are beside the point where nothing is compared. */
function withoutGone(costs: Costs): Costs {
  return { ...costs, keys: costs.keys.filter(({ calls, costPicoUsd }) => calls > 0 || costPicoUsd !== 0n) };
}
