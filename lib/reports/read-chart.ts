import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import { type ChartInput, costChart } from "./cost-chart";
import { readChartApart } from "./cost-chart-apart";
import { namedIn } from "./cost-rows";
import type { CostPiece, CostRange, Costs } from "./cost-types";
import { sumUp, toUsage, type UsageRow } from "./usage-row";

/** Beyond it, and where there is a key for each member, the top nine are found before they are divided into buckets. */
export const DAYS_AT_ONCE_MAX = 62;

export type Chart = Pick<Costs, "pieces" | "before" | "beforeBuckets"> & {
  /** What each group cost in the days before; a group that only they had is not among the top nine. */
  beforeByKey: ReadonlyMap<string, PicoUsd>;
};

/** All pieces of a range, from one statement or from several of the caller's one snapshot. */
export function readChart(conn: Conn, range: CostRange, input: ChartInput): Promise<Chart> {
  const named = namedIn({ group: input.group, filters: input.filters ?? {} });
  const isByMember = input.group === "member" || (named.has("member") && named.has("assistant"));
  const isSmall = range.days <= DAYS_AT_ONCE_MAX && !isByMember;
  return isSmall ? readAtOnce(conn, range, input) : readChartApart(conn, range, input);
}

type Row = UsageRow & { bucket: string | null; key: string | null; isNow: boolean };

async function readAtOnce(conn: Conn, range: CostRange, input: ChartInput): Promise<Chart> {
  const pieces: CostPiece[] = [];
  const days: Omit<CostPiece, "key">[] = [];
  const beforeByKey = new Map<string, PicoUsd>();
  for (const { bucket, key, isNow, ...row } of await conn.execute<Row>(costChart(range, input))) {
    const sum = toUsage(row);
    if (bucket === null) beforeByKey.set(key ?? "", sum.costPicoUsd);
    else if (isNow) pieces.push({ bucket, key: key ?? "", ...sum });
    else days.push({ bucket, ...sum });
  }
  const beforeBuckets = days.map(({ bucket, costPicoUsd }) => ({ bucket, costPicoUsd }));
  return { pieces, before: sumUp(days), beforeBuckets, beforeByKey };
}
