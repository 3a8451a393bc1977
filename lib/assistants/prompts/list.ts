import { and, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { prompts } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { PromptPage } from "../types";
import { columnsFor, isEveryones, isOwn } from "./visible";

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;

export type PromptQuery = {
  /** The beginning of a name, in any letter case; empty for all. */
  prefix?: string | undefined;
  limit?: number | undefined;
};

/** The prompts that the caller finds under the beginning of a name: their own, then everyone's, each by name; at most 200. */
export async function listPrompts(ctx: Ctx, query: PromptQuery = {}): Promise<PromptPage> {
  const { prefix = "", limit = PAGE_DEFAULT } = query;
  const size = Math.min(Math.max(limit, 1), PAGE_MAX);
  const own = part(ctx, { where: isOwn(ctx), rank: 0, prefix, size });
  const everyones = part(ctx, { where: isEveryones, rank: 1, prefix, size });
  const rows = await unionAll(own, everyones)
    .orderBy(sql`"rank", "sort", "id"`)
    .limit(size + 1);
  const shown = rows.slice(0, size).map(({ rank: _rank, sort: _sort, ...prompt }) => prompt);
  return { prompts: shown, isAll: rows.length <= size };
}

const name = sql`(lower(${prompts.name}) collate "C")`;

type Part = { where: SQL | undefined; rank: number; prefix: string; size: number };

/** Each has an index that gives its rows in the order of the list. */
function part(ctx: Ctx, { where, rank, prefix, size }: Part) {
  const beginning = sql`lower(${prefix}::text) collate "C"`;
  return ctx.db
    .select({
      ...columnsFor(ctx),
      rank: sql<number>`${sql.raw(String(rank))}`.as("rank"),
      sort: sql<string>`${name}`.as("sort"),
    })
    .from(prompts)
    .where(and(where, sql`${name} >= ${beginning}`, sql`${name} < ${beginning} || chr(1114111)`))
    .orderBy(name)
    .limit(size + 1);
}
