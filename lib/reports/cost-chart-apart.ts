import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import { bucketOf, type ChartInput, COST_KEYS_MAX } from "./cost-chart";
import { OTHERS } from "./cost-labels";
import { costRows } from "./cost-rows";
import type { CostPiece, CostRange } from "./cost-types";
import type { Chart } from "./read-chart";
import type { CostSum } from "./types";
import { beyond, hasUsage, sumUp, sumUpCosts, toUsage, type UsageRow, usageAnswer } from "./usage-row";

/**
 * The chart by way of whole months: first the sums of all groups, then the top nine alone, by bucket and in the days
 * before, and the others as what the sum of everything has beyond them. In one snapshot that is as exact as adding
 * them up.
 */
export async function readChartApart(conn: Conn, range: CostRange, input: ChartInput): Promise<Chart> {
  const [{ top, count }, days] = await Promise.all([
    readTop(conn, range, input),
    readBefore(conn, range, input),
  ]);
  const hasOthers = count > top.length;
  const before = sumUpCosts(days);
  const [own, all, beforeByKey] = await Promise.all([
    readPieces(conn, range, { ...input, isDivided: true, keys: hasOthers ? top : null }),
    hasOthers ? readPieces(conn, range, { ...input, isDivided: false, keys: null }) : [],
    readBeforeByKey(conn, range, { ...input, keys: top, before }),
  ]);
  return {
    activeMembers: input.group === "member" ? count : null,
    pieces: [...own, ...othersOf(all, own)],
    before,
    beforeBuckets: days.map(({ bucket, costPicoUsd }) => ({ bucket, costPicoUsd })),
    beforeByKey,
  };
}

/** The dearest nine groups of the range, and how many groups there are. */
async function readTop(
  conn: Conn,
  { from, to }: CostRange,
  { group, subgroup, filters = {} }: ChartInput,
): Promise<{ top: string[]; count: number }> {
  const rows = costRows({ from, to, group, filters, step: "range", beside: [subgroup ?? null] });
  const found = await conn.execute<{ key: string; count: string }>(sql`
    select key, count(*) over () as count from (${rows}) rows group by 1 having ${hasUsage}
    order by sum(cost_pico_usd) desc, key limit ${COST_KEYS_MAX}::int`);
  return { top: found.map(({ key }) => key), count: Number(found[0]?.count ?? 0) };
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
    step: granularity,
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

type Bucket = CostSum & { bucket: string };

async function readBefore(
  conn: Conn,
  { from, days, before }: CostRange,
  { group, subgroup, filters = {}, granularity }: ChartInput,
): Promise<Bucket[]> {
  const rows = costRows({ ...before, group: null, filters, beside: [group, subgroup ?? null] });
  const found = await conn.execute<Record<keyof Bucket, string>>(sql`
    select bucket::text as bucket, sum(cost_pico_usd) as "costPicoUsd", sum(estimated_pico_usd) as "estimatedPicoUsd"
    from (select *, ${bucketOf(granularity, from)(sql`day + ${days}::int`)} as bucket from (${rows}) rows) laid
    group by laid.bucket order by 1`);
  return found.map(({ bucket, costPicoUsd, estimatedPicoUsd }) => ({
    ...{ bucket, costPicoUsd: BigInt(costPicoUsd), estimatedPicoUsd: BigInt(estimatedPicoUsd) },
  }));
}

type BeforeInput = ChartInput & { keys: readonly string[]; before: CostSum };

async function readBeforeByKey(
  conn: Conn,
  range: CostRange,
  { group, subgroup, filters = {}, keys, before }: BeforeInput,
): Promise<Map<string, PicoUsd>> {
  const beside = [subgroup ?? null];
  const rows = costRows({
    ...{ ...range.before, group, filters: { ...filters, [group]: keys }, step: "range", beside },
  });
  const found = await conn.execute<{ key: string; cost: string }>(sql`
    select key, sum(cost_pico_usd) as cost from (${rows}) rows group by 1`);
  const costs = new Map(found.map(({ key, cost }) => [key, BigInt(cost)]));
  const rest = [...costs.values()].reduce((left, cost) => left - cost, before.costPicoUsd);
  return rest === 0n ? costs : costs.set(OTHERS, rest);
}
