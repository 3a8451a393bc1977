import { and, asc, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { readCursor, writeCursor } from "@/db/cursor";
import { assistants } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { AssistantPage } from "../types";
import { isVisible, selectItems } from "./visible";

const PAGE_DEFAULT = 24;
const PAGE_MAX = 50;

export type AssistantQuery = {
  /** All that the caller may choose, their own alone, or their own that are archived. */
  which?: "all" | "own" | "archived" | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** Assistants that the caller may choose, by name, at most 50 a page. */
export async function listAssistants(ctx: Ctx, query: AssistantQuery = {}): Promise<AssistantPage> {
  const { which = "all", cursor, limit = PAGE_DEFAULT } = query;
  const size = Math.min(Math.max(limit, 1), PAGE_MAX);
  const sources = SOURCES[which].map((source) =>
    selectItems(ctx)
      .where(and(source(ctx), isVisible(ctx), isAfter(cursor)))
      .orderBy(asc(assistants.name), asc(assistants.id))
      .limit(size + 1),
  );
  const [first, second, ...others] = sources;
  if (!first) return { assistants: [], nextCursor: null };
  const rows = second
    ? await unionAll(first, second, ...others)
        .orderBy(sql`2, 1`)
        .limit(size + 1)
    : await first;
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1) : undefined;
  return { assistants: page, nextCursor: last ? writeCursor({ by: last.name, id: last.id }) : null };
}

type Source = (ctx: Ctx) => SQL | undefined;

const own: Source = ({ actor }) => sql`${assistants.userId} = ${actor.userId}`;
const ofOthers: Source = ({ actor }) => sql`${assistants.userId} <> ${actor.userId}`;
const inUse = isNull(assistants.archivedAt);

/** Each has an index that gives its rows in the order of the list. */
const SOURCES: Record<"all" | "own" | "archived", Source[]> = {
  all: [
    (ctx) => and(own(ctx), inUse),
    (ctx) => and(ofOthers(ctx), inUse, sql`${assistants.visibility} = 'everyone'`),
    (ctx) => and(ofOthers(ctx), inUse, isOfDepartment(ctx)),
  ],
  own: [(ctx) => and(own(ctx), inUse)],
  archived: [(ctx) => and(own(ctx), isNotNull(assistants.archivedAt))],
};

function isOfDepartment({ actor }: Ctx): SQL {
  return sql`${assistants.departmentId} = (select department_id from users where id = ${actor.userId})`;
}

export function isAfter(cursor: string | undefined): SQL | undefined {
  const place = readCursor(cursor, "name");
  return place ? sql`(${assistants.name}, ${assistants.id}) > (${place.by}, ${place.id}::uuid)` : undefined;
}
