import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import type { Alerted } from "./payload";
import type { Names } from "./words";

/** What the things are called now that alerts are about. What a thread is about is its member's alone. */
export async function readNames(conn: Conn, alerted: readonly Alerted[]): Promise<Names> {
  const ids = [...new Set(alerted.flatMap(idsIn))].filter(isId);
  if (ids.length === 0) return new Map();
  const wanted = sql`any(${sql.param(ids)}::uuid[])`;
  const rows = await conn.execute<{ id: string; name: string }>(sql`
    select id, name from users where id = ${wanted} union all select id, name from departments where id = ${wanted}
    union all select id, name from plans where id = ${wanted}
    union all select id, name from api_keys where id = ${wanted}
    union all select id, name from assistants where id = ${wanted}
    union all select t.id, u.name from threads t join users u on u.id = t.user_id where t.id = ${wanted}`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function idsIn(about: Alerted): string[] {
  if (about.kind === "overrun") return [about.userId];
  if (about.kind === "forecast") return [about.userId ?? "", about.scopeId ?? ""];
  return about.kind === "threshold" ? [about.scopeId ?? "", about.subjectId] : [];
}
