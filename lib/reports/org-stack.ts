import { between, desc, eq, inArray, sql } from "drizzle-orm";
import { usageDays, users } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import type { Span } from "./span";
import { sumPicoUsd } from "./sums";
import type { CostSum, StackBy, StackKey, StackPiece } from "./types";

const KEYS_MAX = 9;
const OTHERS = "others";

/** Each day's cost by the nine dearest keys of the month, and what all the others cost together. */
export async function readStack(
  ctx: Ctx,
  span: Span,
  by: StackBy,
): Promise<{ keys: StackKey[]; pieces: StackPiece[] }> {
  const pieces = await readPieces(ctx, span, by);
  const sums = new Map<string, CostSum>();
  for (const piece of pieces) sums.set(piece.key, plus(sums.get(piece.key), piece));
  const labels = by === "member" ? await readNames(ctx, [...sums.keys()]) : new Map<string, string>();
  const keys = [...sums].map(([key, sum]) => ({ key, label: labels.get(key) ?? labelOf(key), ...sum }));
  return { keys: keys.sort(othersLast), pieces };
}

/** One statement, so that the pieces are sums of the same rows as their rank. */
function readPieces(ctx: Ctx, span: Span, by: StackBy): Promise<StackPiece[]> {
  const key = by === "member" ? sql<string>`${usageDays.userId}::text` : sql<string>`${usageDays.model}`;
  const keyed = ctx.db.$with("keyed").as(
    ctx.db
      .select({
        day: usageDays.day,
        key: key.as("key"),
        cost: sumPicoUsd(usageDays.costPicoUsd).as("cost"),
        estimated: sumPicoUsd(usageDays.estimatedPicoUsd).as("estimated"),
      })
      .from(usageDays)
      .where(between(usageDays.day, span.firstDay, span.lastDay))
      .groupBy(usageDays.day, key),
  );
  const top = ctx.db.$with("top").as(
    ctx.db
      .select({ topKey: sql<string>`${keyed.key}`.as("top_key") })
      .from(keyed)
      .groupBy(keyed.key)
      .orderBy(desc(sql`sum(${keyed.cost})`), keyed.key)
      .limit(KEYS_MAX),
  );
  return ctx.db
    .with(keyed, top)
    .select({
      day: keyed.day,
      key: sql<string>`coalesce(${top.topKey}, ${sql.raw(`'${OTHERS}'`)})`,
      costPicoUsd: sql<PicoUsd>`sum(${keyed.cost})`.mapWith(BigInt),
      estimatedPicoUsd: sql<PicoUsd>`sum(${keyed.estimated})`.mapWith(BigInt),
    })
    .from(keyed)
    .leftJoin(top, eq(top.topKey, keyed.key))
    .groupBy(sql`1`, sql`2`)
    .orderBy(sql`1`, sql`2`);
}

async function readNames(ctx: Ctx, keys: string[]): Promise<Map<string, string>> {
  const ids = keys.filter((key) => key !== OTHERS);
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function plus(a: CostSum | undefined, b: CostSum): CostSum {
  return {
    costPicoUsd: (a?.costPicoUsd ?? 0n) + b.costPicoUsd,
    estimatedPicoUsd: (a?.estimatedPicoUsd ?? 0n) + b.estimatedPicoUsd,
  };
}

function labelOf(key: string): string {
  return key === OTHERS ? "Others" : key;
}

function othersLast(a: StackKey, b: StackKey): number {
  if ((a.key === OTHERS) !== (b.key === OTHERS)) return a.key === OTHERS ? 1 : -1;
  if (a.costPicoUsd !== b.costPicoUsd) return a.costPicoUsd > b.costPicoUsd ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}
