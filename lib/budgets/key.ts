import { type SQL, sql } from "drizzle-orm";
import type { BudgetKey } from "./types";

/** Whether a row `b` of `budgets` is the one with this key: there is at most one. */
export function isKey({ scope, scopeId, period, unit, onLimit }: BudgetKey): SQL {
  const isForIt =
    scopeId === null ? sql`b.scope_id is null` : sql`lower(b.scope_id) = ${scopeId.toLowerCase()}`;
  return sql`b.scope = ${scope} and ${isForIt} and b.period = ${period} and b.unit = ${unit} and b.on_limit = ${onLimit}`;
}
