import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { bucketOf } from "./cost-chart";
import { keyOf } from "./cost-combinations";
import { OTHERS } from "./cost-labels";
import { entryKeys } from "./cost-tables";
import { UNPRICED_MODELS_MAX, unpricedCalls } from "./list-unpriced";
import type { CostFilters, Costs, UnpricedModel } from "./types";

/** Calls without a price in one bucket, of a shown group and one of its shown parts or of the others. */
type Cell = { bucket: string; key: string; part: string; calls: number };
type Marked = { costs: Costs; unpriced: UnpricedModel[] };

/**
 * The same costs, where each sum says how many of its calls have no price, and the models of these calls, the most
 * first. One statement reads both; calls that were made since the costs were read may be among them. For admins, a
 * member gets `not_found`.
 */
export async function markUnpriced(ctx: Ctx, costs: Costs, filters: CostFilters = {}): Promise<Marked> {
  assertAdmin(ctx.actor);
  const rows = await ctx.db.execute<Row>(sql`
    select provider, model, bucket::text as bucket, key, part, sum(calls) as calls
    from (${placed(costs, filters)}) placed
    group by grouping sets ((provider, model), (bucket, key, part))
    order by sum(calls) desc, provider, model, bucket, key, part`);
  const models = rows.flatMap(({ provider, model, calls }) =>
    provider !== null && model !== null ? [{ provider, model, calls: Number(calls) }] : [],
  );
  const cells = rows.flatMap(({ bucket, key, part, calls }) =>
    bucket !== null && key !== null && part !== null ? [{ bucket, key, part, calls: Number(calls) }] : [],
  );
  return { costs: marked(costs, cells), unpriced: models.slice(0, UNPRICED_MODELS_MAX) };
}

type Row = { calls: string } & Record<"provider" | "model" | "bucket" | "key" | "part", string | null>;

/** Calls without a price with their bucket, and with their group and part as far as the costs show these. */
function placed({ range, granularity, group, subgroup, keys }: Costs, filters: CostFilters): SQL {
  const { from, to } = range;
  const { columns, joined } = entryKeys({ group, subgroup });
  const own = keys.flatMap(({ key }) => (key === OTHERS ? [] : [key]));
  const shown = keys.flatMap(({ key, parts }) => parts.map((part) => ({ key, part: part.key })));
  return sql`
    select e.provider, e.model, e.calls, e.bucket, folded.key, coalesce(shown.part, ${OTHERS}) as part
    from (
      select e.provider, e.model, e.calls, ${bucketOf(granularity, from)(sql`e.day`)} as bucket, ${columns}
      from ${unpricedCalls({ from, to, filters }, joined)}) e
    cross join lateral (
      select case when e.key = any(${sql.param(own)}::text[]) then e.key else ${OTHERS} end as key) folded
    left join unnest(
      ${sql.param(shown.map(({ key }) => key))}::text[], ${sql.param(shown.map(({ part }) => part))}::text[]
    ) as shown(key, part) on shown.key = folded.key and shown.part = e.part`;
}

function marked(costs: Costs, cells: readonly Cell[]): Costs {
  const { total, keys, pieces, combinations, divided } = costs;
  const stacked = new Set(combinations?.keys.map(({ key }) => key));
  const stackKey = ({ key, part }: Cell) => (stacked.has(keyOf(key, part)) ? keyOf(key, part) : OTHERS);
  const ofAll = counting(cells, () => "");
  const ofKey = counting(cells, ({ key }) => key);
  const ofPart = counting(cells, ({ key, part }) => keyOf(key, part));
  const ofPiece = counting(cells, ({ bucket, key }) => keyOf(bucket, key));
  const ofStack = counting(cells, stackKey);
  const ofStackPiece = counting(cells, (cell) => keyOf(cell.bucket, stackKey(cell)));
  // The others are not divided further.
  const ofDivided = counting(cells, ({ bucket, key, part }) =>
    keyOf(keyOf(bucket, key), key === OTHERS ? OTHERS : part),
  );
  return {
    ...costs,
    total: { ...total, unpriced: ofAll("") },
    keys: keys.map((sum) => ({
      ...{ ...sum, unpriced: ofKey(sum.key) },
      parts: sum.parts.map((part) => ({ ...part, unpriced: ofPart(keyOf(sum.key, part.key)) })),
    })),
    pieces: pieces.map((piece) => ({ ...piece, unpriced: ofPiece(keyOf(piece.bucket, piece.key)) })),
    combinations: combinations && {
      keys: combinations.keys.map((sum) => ({ ...sum, unpriced: ofStack(sum.key) })),
      pieces: combinations.pieces.map((piece) => ({
        ...piece,
        unpriced: ofStackPiece(keyOf(piece.bucket, piece.key)),
      })),
    },
    divided:
      divided?.map((piece) => ({
        ...piece,
        unpriced: ofDivided(keyOf(keyOf(piece.bucket, piece.groupKey), piece.partKey)),
      })) ?? null,
  };
}

/** How many calls all cells of a name have; 0 where there is none. */
function counting(cells: readonly Cell[], nameOf: (cell: Cell) => string): (name: string) => number {
  const calls = new Map<string, number>();
  for (const cell of cells) calls.set(nameOf(cell), (calls.get(nameOf(cell)) ?? 0) + cell.calls);
  return (name) => calls.get(name) ?? 0;
}
