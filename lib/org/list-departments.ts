import { and, asc, count, eq, ilike, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { readCursor, writeCursor } from "@/db/cursor";
import { departments, users } from "@/db/schema";
import { requireAdmin } from "./admin";
import type { Ctx, DepartmentListItem } from "./types";

/** How many there can be; one page of this size has them all. */
export const DEPARTMENTS_MAX = 500;
const PAGE_SIZE = 50;

export type DepartmentQuery = {
  /** Part of a name. */
  text?: string | undefined;
  cursor?: string | undefined;
  /** At most DEPARTMENTS_MAX. */
  limit?: number;
};
export type DepartmentPage = { departments: DepartmentListItem[]; nextCursor: string | null };

/** Departments by name with how many belong to them, 50 a page unless asked otherwise; few enough to search by reading. Admins only. */
export async function listDepartments(ctx: Ctx, query: DepartmentQuery = {}): Promise<DepartmentPage> {
  requireAdmin(ctx);
  const pageSize = Math.min(Math.max(query.limit ?? PAGE_SIZE, 1), DEPARTMENTS_MAX);
  const text = query.text?.trim();
  const rows = await ctx.db
    .select({ departmentId: departments.id, name: departments.name, members: count(users.id) })
    .from(departments)
    .leftJoin(users, eq(users.departmentId, departments.id))
    .where(and(text ? ilike(departments.name, containing(text)) : undefined, after(query.cursor)))
    .groupBy(departments.id)
    .orderBy(asc(departments.name), asc(departments.id))
    .limit(pageSize + 1);
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    departments: page,
    nextCursor: last ? writeCursor({ by: last.name, id: last.departmentId }) : null,
  };
}

function after(cursor: string | undefined): SQL | undefined {
  const place = readCursor(cursor, "name");
  return place ? sql`(${departments.name}, ${departments.id}) > (${place.by}, ${place.id}::uuid)` : undefined;
}
