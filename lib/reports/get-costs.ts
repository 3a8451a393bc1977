import type { Conn } from "@/db/client";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { readCommitted } from "./committed";
import { costChart } from "./cost-chart";
import { countActiveMembers, countRefusals } from "./cost-counts";
import { OTHERS, readLabels } from "./cost-labels";
import { readParts } from "./cost-parts";
import { bucketsOf, costRangeOf } from "./cost-range";
import type { CostKey, CostPiece, CostRange, Costs, CostsInput } from "./cost-types";
import { sumUp, toUsage, type UsageRow } from "./usage-row";

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

async function readCosts(conn: Conn, range: CostRange, input: CostsInput): Promise<Costs> {
  const { granularity, group, filters = {} } = input;
  const subgroup = input.subgroup === group ? null : (input.subgroup ?? null);
  const rows = await readPieces(conn, range, input);
  const pieces = rows.filter(({ isNow }) => isNow).map(pieceOf);
  const keys = keysOf(rows);
  const parts = subgroup ? await readParts(conn, { range, group, subgroup, filters, keys }) : [];
  const labels = await readLabels(conn, group, keys);
  const partLabels = await readLabels(conn, subgroup, parts);
  return {
    range,
    granularity,
    group,
    subgroup,
    buckets: bucketsOf(range, granularity),
    total: sumUp(pieces),
    before: sumUp(rows.filter(({ isNow }) => !isNow)),
    beforeBuckets: beforeOf(rows),
    keys: keys.map((key) => ({
      ...key,
      label: labels(key.key),
      parts: parts
        .filter((part) => part.of === key.key)
        .map(({ of: _, ...part }) => ({ ...part, label: partLabels(part.key) })),
    })),
    pieces,
    activeMembers: await countActiveMembers(conn, { ...range, filters }),
    committed: await readCommitted(conn),
    refusals: await countRefusals(conn, { ...range, filters }),
  };
}

type Row = CostPiece & { isNow: boolean };
type Raw = UsageRow & { bucket: string; key: string; isNow: boolean };

async function readPieces(conn: Conn, range: CostRange, input: CostsInput): Promise<Row[]> {
  const rows = await conn.execute<Raw>(costChart(range, input));
  return rows.map((row) => ({ bucket: row.bucket, isNow: row.isNow, key: row.key, ...toUsage(row) }));
}

function pieceOf({ isNow: _, ...piece }: Row): CostPiece {
  return piece;
}

type Key = Omit<CostKey, "label" | "parts">;

/** A group that only the days before had is not among the top nine: its cost before is the others'. */
function keysOf(rows: readonly Row[]): Key[] {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  return [...byKey]
    .map(([key, own]) => ({
      key,
      ...sumUp(own.filter(({ isNow }) => isNow)),
      beforePicoUsd: sumUp(own.filter(({ isNow }) => !isNow)).costPicoUsd,
    }))
    .sort(othersLast);
}

function othersLast(a: Key, b: Key): number {
  if ((a.key === OTHERS) !== (b.key === OTHERS)) return a.key === OTHERS ? 1 : -1;
  if (a.costPicoUsd !== b.costPicoUsd) return a.costPicoUsd > b.costPicoUsd ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function beforeOf(rows: readonly Row[]): Costs["beforeBuckets"] {
  const costs = new Map<string, bigint>();
  for (const { isNow, bucket, costPicoUsd } of rows) {
    if (!isNow) costs.set(bucket, (costs.get(bucket) ?? 0n) + costPicoUsd);
  }
  return [...costs].map(([bucket, costPicoUsd]) => ({ bucket, costPicoUsd }));
}
