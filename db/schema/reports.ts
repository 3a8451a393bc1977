import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { sumColumns } from "./ledger";
import { users } from "./org";

/** What the organisation's costs are grouped by. */
export const REPORT_GROUPS = [
  "department",
  "member",
  "plan",
  "model",
  "provider",
  "assistant",
  "purpose",
] as const;

/**
 * Days whose sums are in `report_days` and `report_cells`. A late entry removes the mark and the sums: then
 * the day is read from its entries until it is sealed again.
 */
export const reportSeals = pgTable("report_seals", {
  day: date("day", { mode: "string" }).primaryKey(),
  sealedAt: timestamp("sealed_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  /** When its rows for diagnostics were made; null where there are none, as of days long ago. */
  diagnosedAt: timestamp("diagnosed_at", { withTimezone: true, mode: "date" }),
});

/** Sums of a sealed day by one thing: `key` is its id, `provider/model`, or the empty string for none. */
export const reportDays = pgTable(
  "report_days",
  {
    group: text("grouped_by", { enum: REPORT_GROUPS }).notNull(),
    /** Without a foreign key, which would want an index by day that is no use to the charts, and is taken for one. */
    day: date("day", { mode: "string" }).notNull(),
    key: text("key").notNull(),
    ...sumColumns,
  },
  (t) => [
    primaryKey({ columns: [t.group, t.day, t.key] }),
    // The days of a year of some members, out of those of all.
    index("report_days_key").on(t.group, t.key, t.day),
    // All that a chart reads, side by side. Members, who are most of the rows, are read in another way.
    index("report_days_sums")
      .on(
        t.group,
        t.day,
        t.key,
        t.calls,
        t.answers,
        t.inputTokens,
        t.cachedInputTokens,
        t.outputTokens,
        t.costPicoUsd,
        t.estimatedPicoUsd,
      )
      .where(sql`${t.group} <> 'member'`),
    check(
      "report_days_group",
      sql`${t.group} in ('department', 'member', 'plan', 'model', 'provider', 'assistant', 'purpose')`,
    ),
  ],
);

/** Sums of a sealed day by everything but the member. The plan is the one that a member had when the day was sealed. */
export const reportCells = pgTable(
  "report_cells",
  {
    day: date("day", { mode: "string" })
      .notNull()
      .references(() => reportSeals.day, { onDelete: "cascade" }),
    departmentId: uuid("department_id"),
    planId: uuid("plan_id"),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    assistantId: uuid("assistant_id"),
    purpose: text("purpose").notNull(),
    ...sumColumns,
  },
  (t) => [
    unique("report_cells_key")
      .on(t.day, t.provider, t.model, t.purpose, t.departmentId, t.planId, t.assistantId)
      .nullsNotDistinct(),
  ],
);

/** The same without plans and assistants: a year of days by what these leave is far fewer rows. */
export const reportModelDays = pgTable(
  "report_model_days",
  {
    day: date("day", { mode: "string" })
      .notNull()
      .references(() => reportSeals.day, { onDelete: "cascade" }),
    departmentId: uuid("department_id"),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    purpose: text("purpose").notNull(),
    ...sumColumns,
  },
  (t) => [
    unique("report_model_days_key")
      .on(t.day, t.provider, t.model, t.purpose, t.departmentId)
      .nullsNotDistinct(),
  ],
);

const ofAssistant = {
  assistantId: uuid("assistant_id").notNull(),
  userId: uuid("user_id").notNull(),
  departmentId: uuid("department_id"),
  provider: text("provider").notNull(),
  model: text("model").notNull(),
  purpose: text("purpose").notNull(),
  ...sumColumns,
};

/** Sums of a sealed day's use of assistants by member; what was asked without one is in `usage_days` less these. */
export const reportAssistantDays = pgTable(
  "report_assistant_days",
  {
    day: date("day", { mode: "string" })
      .notNull()
      .references(() => reportSeals.day, { onDelete: "cascade" }),
    ...ofAssistant,
  },
  (t) => [
    unique("report_assistant_days_key")
      .on(t.assistantId, t.day, t.userId, t.provider, t.model, t.purpose, t.departmentId)
      .nullsNotDistinct(),
    index("report_assistant_days_day").on(t.day),
  ],
);

/** Months whose sums are in the tables below: all days of theirs are sealed. A late entry opens its month with its day. */
export const reportMonthSeals = pgTable("report_month_seals", {
  month: date("month", { mode: "string" }).primaryKey(),
  sealedAt: timestamp("sealed_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

const sealedMonth = () =>
  date("month", { mode: "string" })
    .notNull()
    .references(() => reportMonthSeals.month, { onDelete: "cascade" });

/** Sums of a sealed month's rows of `report_days`. */
export const reportMonths = pgTable(
  "report_months",
  {
    group: text("grouped_by", { enum: REPORT_GROUPS }).notNull(),
    /** Without a foreign key, as the days. */
    month: date("month", { mode: "string" }).notNull(),
    key: text("key").notNull(),
    ...sumColumns,
  },
  (t) => [
    primaryKey({ columns: [t.group, t.month, t.key] }),
    check(
      "report_months_group",
      sql`${t.group} in ('department', 'member', 'plan', 'model', 'provider', 'assistant', 'purpose')`,
    ),
  ],
);

/** Sums of a sealed month's rows of `report_cells`. */
export const reportMonthCells = pgTable(
  "report_month_cells",
  {
    month: sealedMonth(),
    departmentId: uuid("department_id"),
    planId: uuid("plan_id"),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    assistantId: uuid("assistant_id"),
    purpose: text("purpose").notNull(),
    ...sumColumns,
  },
  (t) => [
    unique("report_month_cells_key")
      .on(t.month, t.provider, t.model, t.purpose, t.departmentId, t.planId, t.assistantId)
      .nullsNotDistinct(),
  ],
);

/** Sums of a sealed month's rows of `usage_days`. */
export const reportMemberMonths = pgTable(
  "report_member_months",
  {
    month: sealedMonth(),
    userId: uuid("user_id").notNull(),
    departmentId: uuid("department_id"),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    purpose: text("purpose").notNull(),
    ...sumColumns,
  },
  (t) => [
    unique("report_member_months_key")
      .on(t.userId, t.month, t.provider, t.model, t.purpose, t.departmentId)
      .nullsNotDistinct(),
    index("report_member_months_month").on(t.month),
  ],
);

/** Sums of a sealed month's rows of `report_assistant_days`. */
export const reportAssistantMonths = pgTable(
  "report_assistant_months",
  { month: sealedMonth(), ...ofAssistant },
  (t) => [
    unique("report_assistant_months_key")
      .on(t.assistantId, t.month, t.userId, t.provider, t.model, t.purpose, t.departmentId)
      .nullsNotDistinct(),
    index("report_assistant_months_month").on(t.month),
  ],
);

/** How many calls budgets refused, by member and the model asked for. Not money: counted after the refusal, by itself. */
export const refusalDays = pgTable(
  "refusal_days",
  {
    day: date("day", { mode: "string" }).notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    refusals: integer("refusals").notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.userId, t.provider, t.model] })],
);
