import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import { type ChartInput, costChart } from "./cost-chart";
import { readChartApart } from "./cost-chart-apart";
import { namedIn } from "./cost-rows";
import type { CostRange, Costs } from "./cost-types";
import { type PackedRow, unpackChart } from "./unpack-chart";

/** Beyond it, and where there is a key for each member, the top nine are found before they are divided into buckets. */
export const DAYS_AT_ONCE_MAX = 62;

export type Chart = Pick<Costs, "pieces" | "before" | "beforeBuckets"> & {
  /** What each group cost in the days before; a group that only they had is not among the top nine. */
  beforeByKey: ReadonlyMap<string, PicoUsd>;
  /** How many members used anything, where the groups are members; otherwise it is a question of its own. */
  activeMembers: number | null;
};

/** All pieces of a range, from one statement or from several of the caller's one snapshot. */
export async function readChart(conn: Conn, range: CostRange, input: ChartInput): Promise<Chart> {
  const named = namedIn({ group: input.group, filters: input.filters ?? {} });
  const isByMember = input.group === "member" || (named.has("member") && named.has("assistant"));
  const isSmall = range.days <= DAYS_AT_ONCE_MAX && !isByMember;
  if (!isSmall) return readChartApart(conn, range, input);
  return unpackChart(await conn.execute<PackedRow>(costChart(range, input)), range, input.granularity);
}
