import type { Conn } from "@/db/client";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { readCommitted } from "./committed";
import { type CombinationsInput, readCombinations } from "./cost-combinations";
import { countActiveMembers, countRefusals } from "./cost-counts";
import { cutOf, readLater, withoutLater } from "./cost-cut";
import { readDivided } from "./cost-divided";
import { OTHERS, readLabels } from "./cost-labels";
import { readParts } from "./cost-parts";
import { bucketsOf, costRangeOf } from "./cost-range";
import type { CostKey, CostPiece, CostRange, Costs, CostsInput } from "./cost-types";
import { type Chart, DAYS_AT_ONCE_MAX, readChart } from "./read-chart";
import { sumUp } from "./usage-row";

/**
 * What the organisation spent in a range of days by a group, beside the days before; every figure is of one snapshot.
 * For admins, a member gets `not_found`; throws `invalid` for a range that is none.
 */
export async function getCosts(ctx: Ctx, input: CostsInput): Promise<Costs> {
  assertAdmin(ctx.actor);
  const { now = new Date(), timeZone = getEnv().ORG_TIME_ZONE } = input;
  const range = costRangeOf(input.range, { now, timeZone });
  return ctx.db.transaction((tx) => readCosts(tx, range, input), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

/** What needs no answer first goes out at once: a transaction's connection takes it in turn without a wait between. */
async function readCosts(conn: Conn, range: CostRange, input: CostsInput): Promise<Costs> {
  const { granularity, group, filters = {} } = input;
  const subgroup = input.subgroup === group ? null : (input.subgroup ?? null);
  const asked = { group, subgroup: subgroup ?? undefined, filters, granularity };
  const cut = cutOf(range, asked);
  const buckets = bucketsOf(range, granularity);
  const [whole, later, committed, refusals] = await Promise.all([
    readChart(conn, range, asked),
    cut ? readLater(conn, { cut, range }, asked) : [],
    readCommitted(conn),
    countRefusals(conn, { ...range, filters }),
  ]);
  const chart = withoutLater(whole, later, buckets.at(-1));
  const keys = keysOf(chart);
  const [parts, labels, activeMembers] = await Promise.all([
    subgroup ? readParts(conn, { range, group, subgroup, filters, keys }) : [],
    readLabels(conn, group, keys),
    chart.activeMembers ?? countActiveMembers(conn, { ...range, filters }),
  ]);
  const pairs = subgroup ? { group, subgroup, granularity, filters, parts, pieces: chart.pieces } : null;
  const [partLabels, combinations, divided] = await Promise.all([
    readLabels(conn, subgroup, parts),
    pairs && !input.divides ? readStack(conn, range, pairs) : null,
    pairs && input.divides ? readDivided(conn, range, pairs) : null,
  ]);
  return {
    range,
    granularity,
    group,
    subgroup,
    buckets,
    total: sumUp(chart.pieces),
    before: chart.before,
    beforeUntil: cut,
    beforeBuckets: chart.beforeBuckets,
    keys: keys.map((key) => ({
      ...key,
      label: labels(key.key),
      parts: parts
        .filter((part) => part.of === key.key)
        .map(({ of: _, ...part }) => ({ ...part, label: partLabels(part.key) })),
    })),
    pieces: chart.pieces,
    combinations,
    divided,
    activeMembers,
    committed,
    refusals,
  };
}

async function readStack(conn: Conn, range: CostRange, input: CombinationsInput) {
  const isShort = input.granularity === "month" || range.days <= DAYS_AT_ONCE_MAX;
  return isShort ? readCombinations(conn, range, input) : null;
}

type Key = Omit<CostKey, "label" | "parts">;

function keysOf({ pieces, beforeByKey }: Chart): Key[] {
  const byKey = new Map<string, CostPiece[]>([...beforeByKey.keys()].map((key) => [key, []]));
  for (const piece of pieces) byKey.set(piece.key, [...(byKey.get(piece.key) ?? []), piece]);
  return [...byKey]
    .map(([key, own]) => ({ key, ...sumUp(own), beforePicoUsd: beforeByKey.get(key) ?? 0n }))
    .sort(othersLast);
}

function othersLast(a: Key, b: Key): number {
  if ((a.key === OTHERS) !== (b.key === OTHERS)) return a.key === OTHERS ? 1 : -1;
  if (a.costPicoUsd !== b.costPicoUsd) return a.costPicoUsd > b.costPicoUsd ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
