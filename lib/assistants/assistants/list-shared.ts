import { and, asc, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { writeCursor } from "@/db/cursor";
import { assistants, users } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { Assistant, AssistantPage } from "../types";
import { isAfter } from "./list";
import { isChangeable, noAssistant, selectItems, selectOne } from "./visible";

const PAGE_DEFAULT = 50;
const PAGE_MAX = 500;

export type SharedAssistantQuery = {
  /** A part of its name, or of its maker's. */
  text?: string | undefined;
  /** In the gallery, or out of it; both unless said. */
  state?: "used" | "archived" | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** All that others than their makers see, archived ones too, by name, 50 a page, at most 500. Admins only: throws `not_found`. */
export async function listSharedAssistants(
  ctx: Ctx,
  query: SharedAssistantQuery = {},
): Promise<AssistantPage> {
  const { text, state, cursor, limit = PAGE_DEFAULT } = query;
  if (ctx.actor.role === "member") throw noAssistant();
  const size = Math.min(Math.max(limit, 1), PAGE_MAX);
  const rows = await selectItems(ctx)
    .where(
      and(
        ne(assistants.visibility, "me"),
        isChangeable(ctx),
        named(text),
        state && STATES[state],
        isAfter(cursor),
      ),
    )
    .orderBy(asc(assistants.name), asc(assistants.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1) : undefined;
  return { assistants: page, nextCursor: last ? writeCursor({ by: last.name, id: last.id }) : null };
}

const STATES = { used: isNull(assistants.archivedAt), archived: isNotNull(assistants.archivedAt) };

function named(text: string | undefined): SQL | undefined {
  if (!text?.trim()) return undefined;
  const pattern = containing(text);
  return sql`(${assistants.name} ilike ${pattern} or ${users.name} ilike ${pattern})`;
}

/** One of these, archived or not; null for admins where there is none, and for members always. */
export async function findSharedAssistant(ctx: Ctx, assistantId: string): Promise<Assistant | null> {
  if (ctx.actor.role === "member") return null;
  return selectOne(ctx, assistantId, sql`${assistants.visibility} <> 'me' and ${isChangeable(ctx)}`);
}
