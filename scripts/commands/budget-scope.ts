import type { BudgetKey } from "@/lib/budgets";
import { AppError } from "@/lib/errors";
import { findApiKeyByPrefix, findMemberByEmail } from "@/lib/org";
import type { Db } from "../../db/client";
import { UsageError } from "./command";
import { getDepartment, getPlan } from "./groups";

export const SCOPES =
  "org|department:<name>|department-member:<name>|plan:<name>|user:<email>|key:<prefix>|model:<provider/model>";

/** What a budget is for, and how a sentence names it. */
export type Scope = Pick<BudgetKey, "scope" | "scopeId"> & { name: string };

/** Reads `--scope`; what it names is looked up once the database is open. Throws UsageError for any other word. */
export function readScope(text: string): (db: Db) => Promise<Scope> {
  if (text === "org") return async () => ({ scope: "org", scopeId: null, name: "organisation" });
  const [, kind = "", name = ""] = /^([a-z-]+):(.+)$/.exec(text) ?? [];
  const find = Object.hasOwn(FINDERS, kind) ? FINDERS[kind] : undefined;
  if (!find) throw new UsageError(`--scope is ${SCOPES.replaceAll("|", ", ")}; "${text}" is not.`);
  return (db) => find(db, name);
}

const FINDERS: Record<string, ((db: Db, name: string) => Promise<Scope>) | undefined> = {
  department: async (db, wanted) => {
    const { departmentId, name } = await getDepartment(db, wanted);
    return { scope: "department", scopeId: departmentId, name };
  },
  "department-member": async (db, wanted) => {
    const { departmentId, name } = await getDepartment(db, wanted);
    return { scope: "department_member", scopeId: departmentId, name: `each member of ${name}` };
  },
  plan: async (db, wanted) => {
    const { planId, name } = await getPlan(db, wanted);
    return { scope: "plan", scopeId: planId, name: `each member with ${name}` };
  },
  user: async (db, email) => {
    const member = await findMemberByEmail(db, email);
    if (!member) throw new AppError("not_found", `There is no member with the email ${email}.`);
    return { scope: "member", scopeId: member.userId, name: member.email };
  },
  key: async (db, prefix) => {
    const key = await findApiKeyByPrefix(db, prefix);
    if (!key) throw new AppError("not_found", `There is no API key in use that begins with ${prefix}.`);
    return { scope: "api_key", scopeId: key.apiKeyId, name: `key ${key.name}` };
  },
  model: async (_db, name) => ({ scope: "model", scopeId: name, name }),
};
