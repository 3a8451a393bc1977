import { and, asc, eq, ilike, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { readCursor, writeCursor } from "@/db/cursor";
import { isId } from "@/db/id";
import { users } from "@/db/schema";
import { requireAdmin } from "./admin";
import { selectMembers } from "./select-members";
import type { Ctx, MemberFilter, MemberListItem } from "./types";

const PAGE_SIZE = 50;
const PAGE_SIZE_MAX = 100;

export type MemberQuery = MemberFilter & { cursor?: string | undefined; limit?: number };
export type MemberPage = { members: MemberListItem[]; nextCursor: string | null };

/**
 * Members by name, 50 a page and at most 100. A broken cursor means the first page. Whatever is looked for, the index
 * of names is read in its order until a page is full; an organisation has thousands of members, not millions.
 */
export async function listMembers(ctx: Ctx, query: MemberQuery): Promise<MemberPage> {
  requireAdmin(ctx);
  const pageSize = Math.min(Math.max(query.limit ?? PAGE_SIZE, 1), PAGE_SIZE_MAX);
  const rows = await selectMembers(ctx.db)
    .where(and(matching(query.text), within(query), after(query.cursor)))
    .orderBy(asc(users.name), asc(users.id))
    .limit(pageSize + 1);
  const members = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? members.at(-1) : undefined;
  return { members, nextCursor: last ? writeCursor({ by: last.name, id: last.userId }) : null };
}

function matching(text: string | undefined): SQL | undefined {
  if (!text?.trim()) return undefined;
  const pattern = containing(text);
  return or(ilike(users.name, pattern), ilike(users.email, pattern));
}

function within({ departmentId, planId, role, state }: MemberFilter): SQL | undefined {
  return and(
    belonging(users.departmentId, departmentId),
    belonging(users.planId, planId),
    role && eq(users.role, role),
    state && (state === "disabled" ? isNotNull(users.disabledAt) : isNull(users.disabledAt)),
  );
}

function belonging(
  column: typeof users.departmentId | typeof users.planId,
  id: string | undefined,
): SQL | undefined {
  if (id === undefined) return undefined;
  if (id === "none") return isNull(column);
  return isId(id) ? eq(column, id) : sql`false`;
}

function after(cursor: string | undefined): SQL | undefined {
  const place = readCursor(cursor, "name");
  return place ? sql`(${users.name}, ${users.id}) > (${place.by}, ${place.id}::uuid)` : undefined;
}
