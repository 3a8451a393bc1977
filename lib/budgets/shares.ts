import { type SQL, sql } from "drizzle-orm";
import { recordset } from "@/db/recordset";
import type { Amount } from "./types";

/** What a call holds in one budget's period. */
export type Share = { budgetId: string; subjectId: string; startsAt: Date; amount: Amount };

/** The statement that notes which budgets reservations count in, and by how much. */
export function insertShares(shares: readonly (Share & { reservationId: string })[]): SQL {
  const columns =
    '"reservationId" uuid, "budgetId" uuid, "subjectId" text, "startsAt" timestamptz, amount bigint';
  return sql`
    insert into reservation_budgets (reservation_id, budget_id, subject_id, starts_at, amount)
    select "reservationId", "budgetId", "subjectId", "startsAt", amount from ${recordset(shares, columns)}`;
}
