import { and, asc, ilike, or, type SQL, sql } from "drizzle-orm";
import { readCursor, writeCursor } from "@/db/cursor";
import { users } from "@/db/schema";
import { requireAdmin } from "./admin";
import { selectMembers } from "./select-members";
import type { Ctx, MemberListItem } from "./types";

const PAGE_SIZE_MAX = 50;

export type MemberQuery = { text?: string | undefined; cursor?: string | undefined; limit?: number };
export type MemberPage = { members: MemberListItem[]; nextCursor: string | null };

/** Members by name, 50 a page at most. `text` is looked for in names and e-mails. */
export async function listMembers(
  ctx: Ctx,
  { text, cursor, limit = PAGE_SIZE_MAX }: MemberQuery,
): Promise<MemberPage> {
  requireAdmin(ctx);
  const pageSize = Math.min(Math.max(limit, 1), PAGE_SIZE_MAX);
  const rows = await selectMembers(ctx.db)
    .where(and(matching(text), after(cursor)))
    .orderBy(asc(users.name), asc(users.id))
    .limit(pageSize + 1);
  const members = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? members.at(-1) : undefined;
  return { members, nextCursor: last ? writeCursor({ by: last.name, id: last.userId }) : null };
}

function matching(text: string | undefined): SQL | undefined {
  const words = text?.trim();
  if (!words) return undefined;
  const pattern = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(users.name, pattern), ilike(users.email, pattern));
}

function after(cursor: string | undefined): SQL | undefined {
  const place = readCursor(cursor, "name");
  return place ? sql`(${users.name}, ${users.id}) > (${place.by}, ${place.id}::uuid)` : undefined;
}
