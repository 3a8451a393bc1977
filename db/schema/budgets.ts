import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, picoUsd } from "./columns";
import { reservations } from "./ledger";

export const budgets = pgTable(
  "budgets",
  {
    id: uuid("id").primaryKey(),
    scope: text("scope", { enum: ["org", "member"] }).notNull(),
    /** The member of a member's budget; null for the organisation's. */
    scopeId: uuid("scope_id"),
    period: text("period", { enum: ["day", "month"] }).notNull(),
    limitPicoUsd: picoUsd("limit_pico_usd").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    unique("budgets_scope").on(t.scope, t.scopeId, t.period).nullsNotDistinct(),
    check("budgets_limit", sql`${t.limitPicoUsd} >= 0`),
    check("budgets_scope_id", sql`(${t.scope} = 'org') = (${t.scopeId} is null)`),
    check("budgets_period", sql`${t.period} in ('day', 'month')`),
  ],
);

/** What one budget has spent and holds in one period. Admission locks these rows, in id order. */
export const budgetPeriods = pgTable(
  "budget_periods",
  {
    budgetId: uuid("budget_id")
      .notNull()
      .references(() => budgets.id, { onDelete: "cascade" }),
    startsAt: instant("starts_at").notNull(),
    spentPicoUsd: picoUsd("spent_pico_usd").notNull(),
    reservedPicoUsd: picoUsd("reserved_pico_usd").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.budgetId, t.startsAt] }),
    check("budget_periods_not_negative", sql`${t.spentPicoUsd} >= 0 and ${t.reservedPicoUsd} >= 0`),
  ],
);

/** Which period rows a reservation raised, so that exactly those are lowered again. */
export const reservationBudgets = pgTable(
  "reservation_budgets",
  {
    reservationId: uuid("reservation_id")
      .notNull()
      .references(() => reservations.id),
    budgetId: uuid("budget_id")
      .notNull()
      .references(() => budgets.id, { onDelete: "cascade" }),
    startsAt: instant("starts_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.reservationId, t.budgetId] }),
    index("reservation_budgets_period").on(t.budgetId, t.startsAt),
  ],
);
