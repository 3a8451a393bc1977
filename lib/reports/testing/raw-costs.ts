import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { cutOf } from "../cost-cut";
import { costRangeOf } from "../cost-range";
import type { CostFilters, CostGroup, Costs, CostsInput } from "../cost-types";
import type { UsageSum } from "../types";
import { beyond, sumUp, sumUpCosts } from "../usage-row";

export type RawEntry = UsageSum & { day: string; at: number; keys: Record<CostGroup, string> };

/** Every entry there is, with what it can be grouped by; the members' plans are those of now. */
export async function readRaw(conn: Conn): Promise<RawEntry[]> {
  const rows = await conn.execute<Record<string, string | null>>(sql`
    select e.day::text as day, extract(epoch from e.occurred_at)::text as at, e.kind, e.purpose, e.certainty, e.provider, e.model, e.user_id, e.department_id,
      e.assistant_id, u.plan_id, e.input_tokens, e.cached_input_tokens, e.output_tokens, e.cost_pico_usd
    from entries e join users u on u.id = e.user_id`);
  return rows.map((row) => {
    const cost = BigInt(row.cost_pico_usd ?? 0);
    const isCall = row.kind === "usage";
    return {
      day: row.day ?? "",
      at: Number(row.at) * 1000,
      calls: isCall ? 1 : 0,
      answers: isCall && row.purpose === "answer" ? 1 : 0,
      inputTokens: Number(row.input_tokens),
      cachedInputTokens: Number(row.cached_input_tokens),
      outputTokens: Number(row.output_tokens),
      costPicoUsd: cost,
      estimatedPicoUsd: row.certainty === "exact" ? 0n : cost,
      keys: {
        department: row.department_id ?? "",
        member: row.user_id ?? "",
        plan: row.plan_id ?? "",
        model: `${row.provider}/${row.model}`,
        provider: row.provider ?? "",
        assistant: row.assistant_id ?? "",
        purpose: row.purpose ?? "",
      },
    };
  });
}

type Known = Pick<Costs, "total" | "before" | "activeMembers"> & {
  /** By bucket and key, by key, by key and part: what is nothing at all is left out. */
  pieces: Record<string, UsageSum>;
  keys: Record<string, UsageSum & { beforePicoUsd: bigint }>;
  parts: Record<string, UsageSum>;
  /** By bucket and both keys, of the nine dearest pairs that have a place in the table; null without a second group. */
  combinations: Record<string, UsageSum> | null;
  beforeBuckets: Record<string, bigint>;
};

/** What a report has to say, added up entry by entry. */
export function addUp(raw: readonly RawEntry[], input: CostsInput & { now: Date; timeZone: string }): Known {
  const { group, subgroup, granularity, filters = {} } = input;
  const range = costRangeOf(input.range, input);
  const own = raw.filter(({ keys }) => isAmong(keys, filters));
  const now = own.filter(({ day }) => day >= range.from && day <= range.to);
  const cut = cutOf(range, input)?.getTime() ?? Number.MAX_SAFE_INTEGER;
  const isBefore = ({ day, at }: RawEntry) => day >= range.before.from && day <= range.before.to && at < cut;
  const before = own.filter(isBefore);
  const keyIn = topOf(now, ({ keys }) => keys[group]);
  const bucketIn = (day: string) => {
    const first = startOf(Temporal.PlainDate.from(day), granularity).toString();
    return first > range.from ? first : range.from;
  };
  const shifted = (day: string) => Temporal.PlainDate.from(day).add({ days: range.days }).toString();
  const parts: Record<string, UsageSum> = {};
  const placed: RawEntry[] = [];
  for (const [key, rows] of Object.entries(by(now, keyIn))) {
    if (!subgroup || subgroup === group) continue;
    const partIn = topOf(rows, ({ keys }) => keys[subgroup]);
    for (const [part, sum] of Object.entries(sums(rows, partIn))) parts[`${key} ${part}`] = sum;
    if (key !== "*") placed.push(...rows.filter((row) => partIn(row) !== "*"));
  }
  const pairOf = ({ keys }: RawEntry) => (subgroup ? `${keys[group]}\n${keys[subgroup]}` : "");
  const pairIn = topOf(placed, pairOf);
  const keys: Known["keys"] = {};
  for (const [key, rows] of Object.entries(by([...now, ...before], keyIn))) {
    const sum = sumUp(rows.filter((row) => now.includes(row)));
    const beforePicoUsd = sumUp(rows.filter((row) => before.includes(row))).costPicoUsd;
    if (beyond(sum, sumUp([])) || beforePicoUsd !== 0n) keys[key] = { ...sum, beforePicoUsd };
  }
  const beforeBuckets = Object.entries(sums(before, ({ day }) => bucketIn(shifted(day))));
  return {
    total: sumUp(now),
    before: sumUpCosts(before),
    activeMembers: new Set(now.map(({ keys }) => keys.member)).size,
    pieces: sums(now, (row) => `${bucketIn(row.day)} ${keyIn(row)}`),
    keys,
    parts,
    combinations:
      !subgroup || subgroup === group || (granularity !== "month" && range.days > 62)
        ? null
        : sums(now, (row) => `${bucketIn(row.day)} ${pairIn(row)}`),
    beforeBuckets: nonZero(beforeBuckets.map(([bucket, { costPicoUsd }]) => [bucket, costPicoUsd])),
  };
}

/** A report in the same shape. */
export function knownOf(costs: Costs): Known {
  const { total, before, activeMembers } = costs;
  const parts = costs.keys.flatMap(({ key, parts }) =>
    parts.map(({ key: part, label: _, ...sum }) => ({ name: `${key} ${part}`, sum })),
  );
  return {
    ...{ total, before, activeMembers },
    pieces: some(costs.pieces.map(({ bucket, key, ...sum }) => ({ name: `${bucket} ${key}`, sum }))),
    keys: Object.fromEntries(
      costs.keys
        .filter(({ key: _k, label: _l, parts: _p, beforePicoUsd, ...sum }) =>
          Boolean(beforePicoUsd || beyond(sum, sumUp([]))),
        )
        .map(({ key, label: _, parts: _p, ...sum }) => [key, sum]),
    ),
    parts: some(parts),
    combinations:
      costs.combinations &&
      some(costs.combinations.pieces.map(({ bucket, key, ...sum }) => ({ name: `${bucket} ${key}`, sum }))),
    beforeBuckets: nonZero(costs.beforeBuckets.map(({ bucket, costPicoUsd }) => [bucket, costPicoUsd])),
  };
}

function isAmong(keys: RawEntry["keys"], filters: CostFilters): boolean {
  return Object.entries(filters).every(
    ([group, wanted]) => wanted?.includes(keys[group as CostGroup]) ?? true,
  );
}

function by(rows: readonly RawEntry[], nameOf: (row: RawEntry) => string): Record<string, RawEntry[]> {
  const named = new Map<string, RawEntry[]>();
  for (const row of rows) named.set(nameOf(row), [...(named.get(nameOf(row)) ?? []), row]);
  return Object.fromEntries(named);
}

function sums(rows: readonly RawEntry[], nameOf: (row: RawEntry) => string): Record<string, UsageSum> {
  return some(Object.entries(by(rows, nameOf)).map(([name, own]) => ({ name, sum: sumUp(own) })));
}

function some(named: readonly { name: string; sum: UsageSum }[]): Record<string, UsageSum> {
  const any = named.filter(({ sum }) => beyond(sum, sumUp([])));
  return Object.fromEntries(any.map(({ name, sum }) => [name, sum]));
}

function nonZero(costs: [string, bigint][]): Record<string, bigint> {
  return Object.fromEntries(costs.filter(([, cost]) => cost !== 0n));
}

/** A name for the nine dearest, and `*` for all others. */
function topOf(rows: readonly RawEntry[], nameOf: (row: RawEntry) => string): (row: RawEntry) => string {
  const costs = Object.entries(by(rows, nameOf)).map(([name, own]) => ({
    name,
    cost: sumUp(own).costPicoUsd,
  }));
  costs.sort((a, b) => (a.cost === b.cost ? (a.name < b.name ? -1 : 1) : a.cost > b.cost ? -1 : 1));
  const top = new Set(costs.slice(0, 9).map(({ name }) => name));
  return (row) => (top.has(nameOf(row)) ? nameOf(row) : "*");
}

function startOf(day: Temporal.PlainDate, granularity: CostsInput["granularity"]): Temporal.PlainDate {
  if (granularity === "month") return day.with({ day: 1 });
  return granularity === "week" ? day.subtract({ days: day.dayOfWeek - 1 }) : day;
}
