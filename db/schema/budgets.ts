import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { users } from "./org";

export const BUDGET_SCOPES = [
  "org",
  "department",
  "department_member",
  "plan",
  "member",
  "self",
  "assistant",
  "thread",
  "api_key",
  "model",
] as const;
export const BUDGET_PERIODS = ["day", "week", "month", "total"] as const;
export const BUDGET_UNITS = ["usd", "tokens", "messages"] as const;
export const ON_LIMIT = ["block", "downgrade", "notify"] as const;

/** In the budget's unit: pico-USD, tokens or messages. */
const amount = (name: string) => bigint(name, { mode: "bigint" });

/** Whose share of a budget: a member's id where each member has one of their own, else the empty string. */
const subjectId = () => text("subject_id").notNull().default("");

export const budgets = pgTable(
  "budgets",
  {
    id: uuid("id").primaryKey(),
    scope: text("scope", { enum: BUDGET_SCOPES }).notNull(),
    /** The id of what is limited, or `provider/model`; null for the organisation. */
    scopeId: text("scope_id"),
    period: text("period", { enum: BUDGET_PERIODS }).notNull(),
    unit: text("unit", { enum: BUDGET_UNITS }).notNull().default("usd"),
    limit: amount("limit_amount").notNull(),
    onLimit: text("on_limit", { enum: ON_LIMIT }).notNull().default("block"),
    /** The option id (`provider/model`) that answers when a `downgrade` budget has too little left. */
    downgradeTo: text("downgrade_to"),
    /** Percentages of the limit at which an alert is written, each once a period. */
    thresholds: integer("thresholds").array().notNull().default([50, 80, 95]),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    updatedBy: uuid("updated_by").references(() => users.id),
  },
  (t) => [
    unique("budgets_scope").on(t.scope, t.scopeId, t.period, t.unit, t.onLimit).nullsNotDistinct(),
    check("budgets_limit", sql`${t.limit} >= 0`),
    check("budgets_scope_id", sql`(${t.scope} = 'org') = (${t.scopeId} is null)`),
    check("budgets_period", sql`${t.period} in ('day', 'week', 'month', 'total')`),
    check("budgets_unit", sql`${t.unit} in ('usd', 'tokens', 'messages')`),
    check("budgets_on_limit", sql`${t.onLimit} in ('block', 'downgrade', 'notify')`),
    check("budgets_downgrade_to", sql`(${t.onLimit} = 'downgrade') = (${t.downgradeTo} is not null)`),
  ],
);

/** What one budget, or one member's share of it, has spent and holds in one period. Admission locks these rows, in key order. */
export const budgetPeriods = pgTable(
  "budget_periods",
  {
    budgetId: uuid("budget_id")
      .notNull()
      .references(() => budgets.id, { onDelete: "cascade" }),
    subjectId: subjectId(),
    startsAt: instant("starts_at").notNull(),
    spent: amount("spent_amount").notNull(),
    reserved: amount("reserved_amount").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.budgetId, t.subjectId, t.startsAt] }),
    check("budget_periods_not_negative", sql`${t.spent} >= 0 and ${t.reserved} >= 0`),
  ],
);

/**
 * Which period rows a reservation raised and by how much, so that exactly that is lowered again. Without foreign keys:
 * every call writes several of these, and each would lock the rows that all members share.
 */
export const reservationBudgets = pgTable(
  "reservation_budgets",
  {
    reservationId: uuid("reservation_id").notNull(),
    budgetId: uuid("budget_id").notNull(),
    subjectId: subjectId(),
    startsAt: instant("starts_at").notNull(),
    amount: amount("amount").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.reservationId, t.budgetId] }),
    index("reservation_budgets_period").on(t.budgetId, t.subjectId, t.startsAt),
  ],
);

/** A higher limit for a while: added to the limit from `startsAt` until `endsAt`. */
export const budgetTopUps = pgTable(
  "budget_top_ups",
  {
    id: uuid("id").primaryKey(),
    budgetId: uuid("budget_id")
      .notNull()
      .references(() => budgets.id, { onDelete: "cascade" }),
    /** For one member's share alone, or for the whole budget where empty. */
    subjectId: subjectId(),
    amount: amount("amount").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    reason: text("reason").notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    index("budget_top_ups_budget").on(t.budgetId, t.endsAt),
    check("budget_top_ups_amount", sql`${t.amount} > 0 and ${t.endsAt} > ${t.startsAt}`),
  ],
);

export type AlertPayload = Record<string, string | number | null>;

/** Alerts, written in the transaction that caused them and delivered later, each once. */
export const outbox = pgTable(
  "outbox",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", {
      enum: ["threshold", "forecast", "anomaly", "unpriced", "provider", "overrun"],
    }).notNull(),
    /** What makes it the only one of its kind, such as a budget's period, threshold and limit, or an attempt. */
    key: text("key").notNull(),
    payload: jsonb("payload").$type<AlertPayload>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    deliveredAt: instant("delivered_at"),
  },
  (t) => [
    unique("outbox_key").on(t.kind, t.key),
    index("outbox_open").on(t.createdAt).where(sql`${t.deliveredAt} is null`),
    index("outbox_delivered").on(t.deliveredAt),
  ],
);
