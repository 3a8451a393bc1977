import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { OTHERS } from "./cost-labels";
import { namedIn } from "./cost-rows";
import { entryRows } from "./cost-tables";
import type { CostPiece, CostRange, CostsInput } from "./cost-types";
import type { Chart } from "./read-chart";
import { sumUp, toUsage, type UsageRow, usageAnswer } from "./usage-row";

type CutInput = Pick<CostsInput, "group" | "subgroup" | "filters">;
type Later = Omit<CostPiece, "bucket">;

/**
 * Where the days before end for a range that ends today: as late in their last day as it is now. Null for a range that
 * is over, and where plans are named, which a sealed day knows as they were and its entries as they are.
 */
export function cutOf(range: CostRange, { group, subgroup, filters = {} }: CutInput): Date | null {
  if (range.to !== range.today || namedIn({ group, subgroup, filters }).has("plan")) return null;
  const now = Temporal.Instant.fromEpochMilliseconds(range.readAt.getTime());
  const plainTime = now.toZonedDateTimeISO(range.timeZone).toPlainTime();
  const cut = Temporal.PlainDate.from(range.before.to).toZonedDateTime({
    timeZone: range.timeZone,
    plainTime,
  });
  return new Date(cut.epochMilliseconds);
}

/** What was used by each group in the last of the days before, from `cut` on. */
export async function readLater(
  conn: Conn,
  { cut, range }: { cut: Date; range: CostRange },
  { group, filters = {} }: CutInput,
): Promise<Later[]> {
  const day = sql`${range.before.to}::date`;
  const isLater = sql`e.occurred_at >= ${cut.toISOString()}::timestamptz`;
  const rows = entryRows({ group, subgroup: null, filters }, { first: day, last: day }, isLater);
  const found = await conn.execute<UsageRow & { key: string }>(sql`
    select key, ${usageAnswer} from (${rows}) later group by key order by key`);
  return found.map(({ key, ...row }) => ({ key, ...toUsage(row) }));
}

/** The chart without that, which belongs to the last bucket of the days before. */
export function withoutLater(chart: Chart, later: readonly Later[], last: string | undefined): Chart {
  const sum = sumUp(later);
  const own = new Set(chart.pieces.map(({ key }) => key));
  const beforeByKey = new Map(chart.beforeByKey);
  for (const { key, costPicoUsd } of later) {
    const place = own.has(key) ? key : OTHERS;
    beforeByKey.set(place, (beforeByKey.get(place) ?? 0n) - costPicoUsd);
  }
  if (beforeByKey.get(OTHERS) === 0n && !own.has(OTHERS)) beforeByKey.delete(OTHERS);
  return {
    ...chart,
    beforeByKey,
    before: {
      costPicoUsd: chart.before.costPicoUsd - sum.costPicoUsd,
      estimatedPicoUsd: chart.before.estimatedPicoUsd - sum.estimatedPicoUsd,
    },
    beforeBuckets: chart.beforeBuckets.map(({ bucket, costPicoUsd }) => ({
      bucket,
      costPicoUsd: bucket === last ? costPicoUsd - sum.costPicoUsd : costPicoUsd,
    })),
  };
}
