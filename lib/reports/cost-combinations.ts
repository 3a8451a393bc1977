import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { bucketOf, COST_KEYS_MAX } from "./cost-chart";
import { OTHERS } from "./cost-labels";
import { costRows } from "./cost-rows";
import type { CostCombination, CostGroup, CostPiece, CostRange, Costs, CostsInput } from "./cost-types";
import { beyond, hasUsage, sumUp, toUsage, type UsageRow, usageAnswer } from "./usage-row";

/** A group and one of its parts under one key. */
export type Place = Pick<CostCombination, "key" | "groupKey" | "partKey">;

export type CombinationsInput = Pick<CostsInput, "group" | "granularity" | "filters"> & {
  subgroup: CostGroup;
  /** Each group's parts, as `readParts` found them. */
  parts: readonly { of: string; key: string; costPicoUsd: bigint }[];
  /** The chart of the groups alone. */
  pieces: readonly CostPiece[];
};

/**
 * The dearest nine of the combinations that the groups and their parts show, by bucket, and the others as what the chart
 * has beyond them: in one snapshot both add up to the same. The others hold all of the groups and parts beyond the top.
 */
export async function readCombinations(
  conn: Conn,
  range: CostRange,
  input: CombinationsInput,
): Promise<NonNullable<Costs["combinations"]>> {
  const top = topOf(input.parts);
  const own = await readPlaces(conn, range, { ...input, top });
  const pieces = [...own, ...othersOf(input.pieces, own)];
  const others: Place = { key: OTHERS, groupKey: OTHERS, partKey: OTHERS };
  const keys = [...top, others].flatMap((place) => {
    const found = pieces.filter(({ key }) => key === place.key);
    return found.length > 0 ? [{ ...place, ...sumUp(found) }] : [];
  });
  return { keys, pieces };
}

/** A group's nine dearest parts hold whatever of it can be among the nine dearest of all. */
function topOf(parts: CombinationsInput["parts"]): Place[] {
  return parts
    .filter(({ of, key }) => of !== OTHERS && key !== OTHERS)
    .toSorted(dearestFirst)
    .slice(0, COST_KEYS_MAX)
    .map(({ of, key }) => ({ key: keyOf(of, key), groupKey: of, partKey: key }));
}

type Part = CombinationsInput["parts"][number];

function dearestFirst(a: Part, b: Part): number {
  if (a.costPicoUsd !== b.costPicoUsd) return a.costPicoUsd > b.costPicoUsd ? -1 : 1;
  return keyOf(a.of, a.key) < keyOf(b.of, b.key) ? -1 : 1;
}

/** No key has a line's end. */
export const keyOf = (groupKey: string, partKey: string) => `${groupKey}\n${partKey}`;

type PiecesInput = Omit<CombinationsInput, "parts" | "pieces"> & { top: readonly Place[] };

/** What each of these combinations cost in each bucket. */
export async function readPlaces(
  conn: Conn,
  { from, to }: CostRange,
  input: PiecesInput,
): Promise<CostPiece[]> {
  const { group, subgroup, filters, granularity, top } = input;
  if (top.length === 0) return [];
  const [groupKeys, partKeys] = [top.map(({ groupKey }) => groupKey), top.map(({ partKey }) => partKey)];
  const rows = costRows({
    ...{ from, to, group, subgroup, step: granularity },
    filters: { ...filters, [group]: [...new Set(groupKeys)], [subgroup]: [...new Set(partKeys)] },
  });
  const found = await conn.execute<UsageRow & { bucket: string; of: string; part: string }>(sql`
    select bucket::text as bucket, key as of, part, ${usageAnswer}
    from (
      select rows.*, ${bucketOf(granularity, from)(sql`day`)} as bucket from (${rows}) rows
      join unnest(${sql.param(groupKeys)}::text[], ${sql.param(partKeys)}::text[]) wanted(key, part)
        using (key, part)) laid
    group by laid.bucket, key, part having ${hasUsage} order by 1, 2, 3`);
  return found.map(({ bucket, of, part, ...row }) => ({ bucket, key: keyOf(of, part), ...toUsage(row) }));
}

function othersOf(all: readonly CostPiece[], own: readonly CostPiece[]): CostPiece[] {
  return [...new Set(all.map(({ bucket }) => bucket))].flatMap((bucket) => {
    const inBucket = (pieces: readonly CostPiece[]) =>
      sumUp(pieces.filter((piece) => piece.bucket === bucket));
    const rest = beyond(inBucket(all), inBucket(own));
    return rest ? [{ bucket, key: OTHERS, ...rest }] : [];
  });
}
