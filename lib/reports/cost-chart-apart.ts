import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import { bucketOf, type ChartInput, COST_KEYS_MAX } from "./cost-chart";
import { OTHERS } from "./cost-labels";
import { costRows } from "./cost-rows";
import type { CostPiece, CostRange } from "./cost-types";
import type { Chart } from "./read-chart";
import { beyond, hasUsage, sumUp, toUsage, type UsageRow, usageAnswer, usageSums } from "./usage-row";

/**
 * The chart by way of whole months: first the sums of all groups, then the buckets of the top nine alone, and the
 * others as what the sum of everything has beyond them. In one snapshot that is as exact as adding them up.
 */
export async function readChartApart(conn: Conn, range: CostRange, input: ChartInput): Promise<Chart> {
  const totals = await conn.execute<KeyRow>(keyTotals(range, input));
  const top = totals.filter(({ isNow, key }) => isNow && key !== OTHERS).map(({ key }) => key);
  const hasOthers = totals.some(({ isNow, key }) => isNow && key === OTHERS);
  const own = await readPieces(conn, range, { ...input, isDivided: true, keys: hasOthers ? top : null });
  const all = hasOthers ? await readPieces(conn, range, { ...input, isDivided: false, keys: null }) : [];
  const before = totals.filter(({ isNow }) => !isNow);
  return {
    pieces: [...own, ...othersOf(all, own)],
    before: sumUp(before.map(toUsage)),
    beforeBuckets: await readBefore(conn, range, input),
    beforeByKey: new Map(before.map(({ key, costPicoUsd }) => [key, BigInt(costPicoUsd)])),
  };
}

type KeyRow = UsageRow & { key: string; isNow: boolean };

/** The top nine groups of the range, and the others, in the range and in the days before. */
function keyTotals({ from, to, before }: CostRange, { group, subgroup, filters = {} }: ChartInput): SQL {
  const rows = (ends: { from: string; to: string }) =>
    costRows({ ...ends, group, filters, step: "range", beside: [subgroup ?? null] });
  return sql`
    with keyed as materialized (
      select true as is_now, key, ${usageSums} from (${rows({ from, to })}) now_rows group by 2 having ${hasUsage}
      union all
      select false, key, ${usageSums} from (${rows(before)}) before_rows group by 2 having ${hasUsage}),
    top as (select key from keyed where is_now order by cost_pico_usd desc, key limit ${COST_KEYS_MAX}::int)
    select is_now as "isNow", coalesce(top.key, ${OTHERS}) as key, ${usageAnswer}
    from keyed left join top using (key) group by 1, 2`;
}

type PiecesInput = ChartInput & {
  isDivided: boolean;
  /** Only these groups; null: all. */
  keys: readonly string[] | null;
};

async function readPieces(conn: Conn, { from, to }: CostRange, input: PiecesInput): Promise<CostPiece[]> {
  const { group, subgroup, filters = {}, keys, isDivided, granularity } = input;
  const asked = {
    group: isDivided ? group : null,
    filters: keys ? { ...filters, [group]: keys } : filters,
    step: granularity === "month" ? ("month" as const) : ("day" as const),
    beside: [group, subgroup ?? null],
  };
  const rows = await conn.execute<UsageRow & { bucket: string; key: string }>(sql`
    select bucket::text as bucket, key, ${usageAnswer}
    from (
      select *, ${bucketOf(granularity, from)(sql`day`)} as bucket from (${costRows({ from, to, ...asked })}) rows) laid
    group by laid.bucket, key having ${hasUsage} order by 1, 2`);
  return rows.map(({ bucket, key, ...row }) => ({ bucket, key, ...toUsage(row) }));
}

function othersOf(all: readonly CostPiece[], own: readonly CostPiece[]): CostPiece[] {
  return all.flatMap(({ bucket, key: _, ...sum }) => {
    const rest = beyond(sum, sumUp(own.filter((piece) => piece.bucket === bucket)));
    return rest ? [{ bucket, key: OTHERS, ...rest }] : [];
  });
}

async function readBefore(
  conn: Conn,
  { from, days, before }: CostRange,
  { group, subgroup, filters = {}, granularity }: ChartInput,
): Promise<{ bucket: string; costPicoUsd: PicoUsd }[]> {
  const rows = costRows({ ...before, group: null, filters, beside: [group, subgroup ?? null] });
  const found = await conn.execute<{ bucket: string; cost: string }>(sql`
    select bucket::text as bucket, sum(cost_pico_usd) as cost
    from (
      select ${bucketOf(granularity, from)(sql`day + ${days}::int`)} as bucket, cost_pico_usd from (${rows}) rows) laid
    group by laid.bucket order by 1`);
  return found.map(({ bucket, cost }) => ({ bucket, costPicoUsd: BigInt(cost) }));
}
