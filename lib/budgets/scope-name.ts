import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { containing } from "@/db/containing";
import { isId } from "@/db/id";
import type { BudgetKey } from "./types";

type Scoped = Pick<BudgetKey, "scope" | "scopeId">;

/** The names of what budgets are for, of threads their members'; null for the organisation and for what is gone. */
export async function scopeNames(
  conn: Conn,
  budgets: readonly Scoped[],
): Promise<(budget: Scoped) => string | null> {
  const ids = budgets.flatMap(({ scopeId }) => (scopeId && isId(scopeId) ? [scopeId] : []));
  const names = await readNames(conn, ids);
  return ({ scope, scopeId }) => (scope === "model" ? scopeId : (names.get(scopeId ?? "") ?? null));
}

/**
 * Whether a budget `b` is for something with this in its name, of a member also in the email, and of a thread in its
 * member's name. What names are looked for in is read whole: thousands of rows, not millions; threads by their ids.
 */
export function isForNamed(text: string): SQL {
  const pattern = containing(text);
  const named = NAMED.map((one) => sql`${namesIn(one)} where name ilike ${pattern}`);
  return sql`case b.scope
    when 'org' then 'Everybody' ilike ${pattern} or 'Organisation' ilike ${pattern}
    when 'model' then b.scope_id ilike ${pattern}
    when 'thread' then exists (select from (${NAMES_OF_THREADS} and t.id = b.scope_id::uuid) named where name ilike ${pattern})
    else b.scope_id in (select id::text from (${sql.join(
      [...named, sql`select id, email from users where email ilike ${pattern}`],
      sql` union all `,
    )}) named) end`;
}

async function readNames(conn: Conn, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await conn.execute<{ id: string; name: string }>(sql`
    select id, name from (${sql.join([...NAMED.map(namesIn), NAMES_OF_THREADS], sql` union all `)}) named
    where id = any(${sql.param(ids)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}

const NAMED = [
  ["users", "name"],
  ["departments", "name"],
  ["plans", "name"],
  ["api_keys", "name"],
  ["assistants", "name"],
] as const;

function namesIn([table, column]: (typeof NAMED)[number]): SQL {
  return sql`select id, ${sql.identifier(column)} as name from ${sql.identifier(table)}`;
}

/** What a thread is about is its member's alone. */
const NAMES_OF_THREADS = sql`
  select t.id, u.name from threads t join users u on u.id = t.user_id where t.deleted_at is null`;
