import { asc, ilike, or, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { assistants, departments, plans, users } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { costRows } from "./cost-rows";
import type { CostGroup, CostRange } from "./cost-types";
import type { CostName } from "./list-cost-names";

const FOUND_MAX = 20;
const TABLES = { department: departments, plan: plans, assistant: assistants };

type NameQuery = { group: CostGroup; text: string; range: Pick<CostRange, "from" | "to"> };

/**
 * What costs can be filtered by, of one group: at most 20 whose name (or, of members, email address) has the text in
 * it. Models, providers and purposes are those that were used in the range. For admins.
 */
export async function searchCostNames(ctx: Ctx, { group, text, range }: NameQuery): Promise<CostName[]> {
  assertAdmin(ctx.actor);
  const pattern = containing(text.replaceAll("\0", "").trim().slice(0, 100));
  switch (group) {
    case "member":
      return searchMembers(ctx, pattern);
    case "department":
    case "plan":
    case "assistant":
      return searchTable(ctx, group, pattern);
    default:
      return searchUsed(ctx, { group, range, pattern });
  }
}

async function searchMembers({ db }: Ctx, pattern: string): Promise<CostName[]> {
  const rows = await db
    .select({ key: users.id, label: users.name })
    .from(users)
    .where(or(ilike(users.name, pattern), ilike(users.email, pattern)))
    .orderBy(asc(users.name), asc(users.id))
    .limit(FOUND_MAX);
  return rows.map((row) => ({ group: "member", ...row }));
}

async function searchTable({ db }: Ctx, group: keyof typeof TABLES, pattern: string): Promise<CostName[]> {
  const table = TABLES[group];
  const rows = await db
    .select({ key: table.id, label: table.name })
    .from(table)
    .where(ilike(table.name, pattern))
    .orderBy(asc(table.name), asc(table.id))
    .limit(FOUND_MAX);
  return rows.map((row) => ({ group, ...row }));
}

async function searchUsed(
  { db }: Ctx,
  { group, range, pattern }: Omit<NameQuery, "text"> & { pattern: string },
): Promise<CostName[]> {
  const rows = await db.execute<{ key: string }>(sql`
    select distinct key from (${costRows({ ...range, group, filters: {} })}) rows
    where key ilike ${pattern} order by key limit ${FOUND_MAX}::int`);
  return rows.map(({ key }) => ({
    group,
    key,
    label: group === "model" ? key.slice(key.indexOf("/") + 1) : key,
  }));
}
