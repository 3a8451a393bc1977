import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { CERTAINTIES, instant, picoUsd, usageColumns } from "./columns";
import { departments, users } from "./org";
import { attempts, SERVICE_TIERS } from "./runs";
import { threads } from "./threads";

/** The worst case of an attempt, held before its call is made. */
export const reservations = pgTable(
  "reservations",
  {
    id: uuid("id").primaryKey(),
    attemptId: uuid("attempt_id")
      .notNull()
      .unique()
      .references(() => attempts.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    amountPicoUsd: picoUsd("amount_pico_usd").notNull(),
    state: text("state", { enum: ["pending", "posted", "voided", "expired"] }).notNull(),
    /** The instant that decides which periods the cost belongs to, however late it is settled. */
    occurredAt: instant("occurred_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    index("reservations_pending").on(t.userId, t.occurredAt).where(sql`${t.state} = 'pending'`),
    check("reservations_amount", sql`${t.amountPicoUsd} >= 0`),
    check("reservations_state", sql`${t.state} in ('pending', 'posted', 'voided', 'expired')`),
  ],
);

/**
 * Append-only: a trigger refuses update and delete. A correction is two rows of kind `adjustment`: one takes back
 * what was booked, with negative figures, and one books what is right.
 */
export const entries = pgTable(
  "entries",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: ["usage", "adjustment"] }).notNull(),
    attemptId: uuid("attempt_id")
      .notNull()
      .references(() => attempts.id),
    // From here to the service tier an entry repeats its attempt, whose references keep these rows.
    runId: uuid("run_id").notNull(),
    userId: uuid("user_id").notNull(),
    threadId: uuid("thread_id").notNull(),
    /** The member's department when the attempt was admitted. */
    departmentId: uuid("department_id"),
    apiKeyId: uuid("api_key_id"),
    assistantId: uuid("assistant_id"),
    purpose: text("purpose").notNull(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    priceId: uuid("price_id"),
    serviceTier: text("service_tier", { enum: SERVICE_TIERS }).notNull().default("default"),
    ...usageColumns,
    costPicoUsd: picoUsd("cost_pico_usd").notNull(),
    certainty: text("certainty", { enum: CERTAINTIES }).notNull(),
    /** Why an amount is estimated: missing_usage, rejected_usage, stopped, interrupted. */
    certaintyReason: text("certainty_reason"),
    /** What a provider charged beyond the reservation: only ever its surprise. */
    overrunPicoUsd: picoUsd("overrun_pico_usd").notNull().default(sql`0`),
    simulated: boolean("simulated").notNull().default(false),
    /** False for a correction of a month that is over: it is booked now, and no budget counts it. */
    inBudgets: boolean("in_budgets").notNull().default(true),
    /** Who made an adjustment, null for Purser itself; and why, in a sentence. */
    adjustedBy: uuid("adjusted_by").references(() => users.id),
    adjustedWhy: text("adjusted_why"),
    occurredAt: instant("occurred_at").notNull(),
    /** The day of `occurredAt` in the organisation's zone. */
    day: date("day", { mode: "string" }).notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("entries_one_usage").on(t.attemptId).where(sql`${t.kind} = 'usage'`),
    index("entries_corrections").on(t.attemptId).where(sql`${t.kind} = 'adjustment'`),
    index("entries_thread").on(t.threadId),
    index("entries_adjustments").on(t.recordedAt).where(sql`${t.kind} = 'adjustment'`),
    index("entries_user").on(t.userId, t.occurredAt),
    index("entries_occurred").on(t.occurredAt),
    index("entries_assistant").on(t.assistantId, t.occurredAt).where(sql`${t.assistantId} is not null`),
    index("entries_overruns").on(t.attemptId).where(sql`${t.overrunPicoUsd} <> 0`),
    check("entries_kind", sql`${t.kind} in ('usage', 'adjustment')`),
    check("entries_cost", sql`${t.kind} = 'adjustment' or ${t.costPicoUsd} >= 0`),
    check(
      "entries_adjusted_why",
      sql`(${t.kind} = 'adjustment') = (${t.adjustedWhy} is not null) and (${t.inBudgets} or ${t.kind} = 'adjustment')`,
    ),
    check("entries_certainty", sql`${t.certainty} in ('exact', 'estimated', 'unpriced')`),
  ],
);

export const sumColumns = {
  calls: integer("calls").notNull().default(0),
  answers: integer("answers").notNull().default(0),
  ...usageColumns,
  costPicoUsd: picoUsd("cost_pico_usd").notNull().default(sql`0`),
  /** The part of the cost that is not exact. */
  estimatedPicoUsd: picoUsd("estimated_pico_usd").notNull().default(sql`0`),
};

/** Sums of the entries of one member, department, day, model and purpose; written in the entry's transaction. */
export const usageDays = pgTable(
  "usage_days",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    departmentId: uuid("department_id").references(() => departments.id),
    day: date("day", { mode: "string" }).notNull(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    purpose: text("purpose").notNull(),
    ...sumColumns,
  },
  (t) => [
    unique("usage_days_key")
      .on(t.userId, t.day, t.provider, t.model, t.purpose, t.departmentId)
      .nullsNotDistinct(),
    index("usage_days_day").on(t.day),
  ],
);

/** How many of a day's calls have no price now, by what reports group by; written in the entry's transaction. */
export const unpricedDays = pgTable(
  "unpriced_days",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    departmentId: uuid("department_id").references(() => departments.id),
    assistantId: uuid("assistant_id"),
    day: date("day", { mode: "string" }).notNull(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    purpose: text("purpose").notNull(),
    calls: integer("calls").notNull(),
  },
  (t) => [
    unique("unpriced_days_key")
      .on(t.userId, t.day, t.provider, t.model, t.purpose, t.departmentId, t.assistantId)
      .nullsNotDistinct(),
    index("unpriced_days_day").on(t.day),
  ],
);

/** Sums of the entries of one thread and month; the thread's total is the sum of its few rows. */
export const usageThreads = pgTable(
  "usage_threads",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    threadId: uuid("thread_id")
      .notNull()
      .references(() => threads.id),
    month: date("month", { mode: "string" }).notNull(),
    ...sumColumns,
  },
  (t) => [
    primaryKey({ columns: [t.threadId, t.month] }),
    index("usage_threads_month").on(t.userId, t.month, t.costPicoUsd.desc()),
  ],
);
