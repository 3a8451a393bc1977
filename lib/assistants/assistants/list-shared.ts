import { and, asc, ne, sql } from "drizzle-orm";
import { writeCursor } from "@/db/cursor";
import { assistants } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { Assistant, AssistantPage } from "../types";
import { isAfter } from "./list";
import { isChangeable, noAssistant, selectItems, selectOne } from "./visible";

const PAGE_MAX = 50;

/** All that others than their makers see, archived ones too, by name, 50 a page. Admins only: throws `not_found`. */
export async function listSharedAssistants(
  ctx: Ctx,
  { cursor, limit = PAGE_MAX }: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<AssistantPage> {
  if (ctx.actor.role === "member") throw noAssistant();
  const size = Math.min(Math.max(limit, 1), PAGE_MAX);
  const rows = await selectItems(ctx)
    .where(and(ne(assistants.visibility, "me"), isChangeable(ctx), isAfter(cursor)))
    .orderBy(asc(assistants.name), asc(assistants.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1) : undefined;
  return { assistants: page, nextCursor: last ? writeCursor({ by: last.name, id: last.id }) : null };
}

/** One of these, archived or not; null for admins where there is none, and for members always. */
export async function findSharedAssistant(ctx: Ctx, assistantId: string): Promise<Assistant | null> {
  if (ctx.actor.role === "member") return null;
  return selectOne(ctx, assistantId, sql`${assistants.visibility} <> 'me' and ${isChangeable(ctx)}`);
}
