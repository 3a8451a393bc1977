import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import type { Alerted } from "./payload";

/** Whose the threads and keys are whose budgets alerts are about, by their ids. */
export async function readOwners(
  conn: Conn,
  alerted: readonly Alerted[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(alerted.flatMap(idsIn))].filter(isId);
  if (ids.length === 0) return new Map();
  const wanted = sql`any(${sql.param(ids)}::uuid[])`;
  const rows = await conn.execute<{ id: string; user_id: string }>(sql`
    select id, user_id from threads where id = ${wanted}
    union all select id, user_id from api_keys where id = ${wanted}`);
  return new Map(rows.map((row) => [row.id, row.user_id]));
}

function idsIn(about: Alerted): string[] {
  if (about.kind !== "threshold" || (about.scope !== "thread" && about.scope !== "api_key")) return [];
  return about.scopeId === null ? [] : [about.scopeId];
}
