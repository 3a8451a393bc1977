import { inArray } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { assistants, departments, plans, users } from "@/db/schema";
import type { CostGroup } from "./cost-types";

/** The key of all groups beyond the top nine. */
export const OTHERS = "*";

const TABLES = { department: departments, member: users, plan: plans, assistant: assistants };

/** A function from a key to its name; null for the empty key and for what is gone. Models go without their provider. */
export async function readLabels(
  conn: Conn,
  group: CostGroup | null,
  keyed: readonly { key: string }[],
): Promise<(key: string) => string | null> {
  const names = await readNames(conn, group, keyed);
  return (key) => {
    if (key === OTHERS) return "Others";
    if (key === "") return null;
    if (group === "model") return key.slice(key.indexOf("/") + 1);
    return names ? (names.get(key) ?? null) : key;
  };
}

/** Null where keys are names themselves. */
async function readNames(
  conn: Conn,
  group: CostGroup | null,
  keyed: readonly { key: string }[],
): Promise<Map<string, string> | null> {
  if (group === null || group === "model" || group === "provider" || group === "purpose") return null;
  const ids = [...new Set(keyed.map(({ key }) => key).filter(isId))];
  if (ids.length === 0) return new Map();
  const table = TABLES[group];
  const rows = await conn
    .select({ id: table.id, name: table.name })
    .from(table)
    .where(inArray(table.id, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
