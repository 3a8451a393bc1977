import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { BudgetScope } from "./types";

const TABLES: Partial<Record<BudgetScope, { table: string; noun: string }>> = {
  department: { table: "departments", noun: "department" },
  department_member: { table: "departments", noun: "department" },
  plan: { table: "plans", noun: "plan" },
  member: { table: "users", noun: "member" },
  self: { table: "users", noun: "member" },
  assistant: { table: "assistants", noun: "assistant" },
  thread: { table: "threads", noun: "thread" },
  api_key: { table: "api_keys", noun: "API key" },
};

/** Throws `not_found` where a budget's scope names nothing that exists, `invalid` where it names nothing at all. */
export async function checkScope(tx: Conn, scope: BudgetScope, scopeId: string | null): Promise<void> {
  if (scope === "org") {
    if (scopeId !== null) throw new AppError("invalid", "The organisation's budget is for everybody.");
    return;
  }
  if (!scopeId) throw new AppError("invalid", "Say what the budget is for.");
  if (scope === "model") {
    if (!/^[^/]+\/.+$/.test(scopeId)) {
      throw new AppError("invalid", "Name the model as provider/model, such as openai/gpt-4o.");
    }
    return;
  }
  const known = TABLES[scope];
  if (!isId(scopeId)) throw new AppError("not_found", `There is no such ${known?.noun ?? scope}.`);
  if (!known) return;
  const rows = await tx.execute(
    sql`select 1 from ${sql.identifier(known.table)} where id = ${scopeId}::uuid for key share`,
  );
  if (rows.length === 0) throw new AppError("not_found", `There is no such ${known.noun}.`);
}
