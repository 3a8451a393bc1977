import { sql } from "drizzle-orm";
import {
  check,
  customType,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { deliveryColumns, instant, picoUsd } from "./columns";
import { departments, users } from "./org";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * A department's part of the organisation's budget and of its shared cost, in hundredths of a percent. A row holds from
 * its month on until the next one, so that a change moves no month that is over.
 */
export const departmentShares = pgTable(
  "department_shares",
  {
    departmentId: uuid("department_id")
      .notNull()
      .references(() => departments.id, { onDelete: "cascade" }),
    /** The first day of the month. */
    fromMonth: date("from_month", { mode: "string" }).notNull(),
    basisPoints: integer("basis_points").notNull(),
    setBy: uuid("set_by")
      .notNull()
      .references(() => users.id),
    setAt: instant("set_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.departmentId, t.fromMonth] }),
    check("department_shares_range", sql`${t.basisPoints} between 0 and 10000`),
    check("department_shares_month", sql`extract(day from ${t.fromMonth}) = 1`),
  ],
);

/**
 * What the organisation's month in dollars was limited to, and when: written by triggers on its budget and top-ups, which
 * themselves say only what holds now. A row without an amount is a time without a limit; before the first nothing is known.
 */
export const orgBudgetSpans = pgTable(
  "org_budget_spans",
  {
    /** A top-up's own id. */
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: ["limit", "top_up"] }).notNull(),
    amount: picoUsd("amount_pico_usd"),
    startsAt: instant("starts_at").notNull(),
    /** Null while it holds. */
    endsAt: instant("ends_at"),
  },
  (t) => [
    index("org_budget_spans_newest").on(t.kind, t.startsAt.desc()),
    check("org_budget_spans_kind", sql`${t.kind} in ('limit', 'top_up')`),
    check("org_budget_spans_amount", sql`${t.kind} = 'limit' or ${t.amount} is not null`),
    check("org_budget_spans_end", sql`${t.endsAt} >= ${t.startsAt}`),
  ],
);

/** Files of a month that is over, as they were made. A late entry makes another revision; none is ever changed. */
export const monthlyReports = pgTable(
  "monthly_reports",
  {
    id: uuid("id").primaryKey(),
    /** The first day of the month. */
    month: date("month", { mode: "string" }).notNull(),
    /** The department's id, or the empty string for the whole organisation. Without a foreign key: a file stays. */
    departmentKey: text("department_key").notNull(),
    /** What it was called then. */
    name: text("name").notNull(),
    revision: integer("revision").notNull(),
    costPicoUsd: picoUsd("cost_pico_usd").notNull(),
    estimatedPicoUsd: picoUsd("estimated_pico_usd").notNull(),
    /** Of all figures that a late entry can move. */
    digest: text("digest").notNull(),
    pdf: bytea("pdf").notNull(),
    /** Compressed by gzip. */
    csv: bytea("csv").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("monthly_reports_revision").on(t.month, t.departmentKey, t.revision),
    index("monthly_reports_newest").on(t.month.desc(), t.name, t.revision.desc(), t.id),
    check("monthly_reports_positive", sql`${t.revision} > 0`),
  ],
);

/** Who gets a month's report by mail; a row without a department is about the organisation's. */
export const reportRecipients = pgTable(
  "report_recipients",
  {
    id: uuid("id").primaryKey(),
    departmentId: uuid("department_id").references(() => departments.id, { onDelete: "cascade" }),
    /** An address of email in small letters. */
    address: text("address").notNull(),
    addedBy: uuid("added_by")
      .notNull()
      .references(() => users.id),
    addedAt: instant("added_at").notNull().defaultNow(),
  },
  (t) => [unique("report_recipients_once").on(t.departmentId, t.address).nullsNotDistinct()],
);

/** A stored report on its way to one address. The unique key is why nothing is on its way twice. */
export const reportMails = pgTable(
  "report_mails",
  {
    id: uuid("id").primaryKey(),
    reportId: uuid("report_id")
      .notNull()
      .references(() => monthlyReports.id),
    ...deliveryColumns,
  },
  (t) => [
    unique("report_mails_once").on(t.reportId, t.recipient),
    index("report_mails_due").on(t.nextTryAt).where(sql`${t.state} = 'waiting'`),
    check("report_mails_state", sql`${t.state} in ('waiting', 'sent', 'failed', 'cancelled')`),
    check("report_mails_sent", sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
  ],
);

/** What a provider says it charged, by day in UTC and model. Whatever is read again replaces its days. */
export const providerDays = pgTable(
  "provider_days",
  {
    provider: text("provider").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    /** The provider's name for it; the empty string for what belongs to no model. */
    model: text("model").notNull(),
    billedPicoUsd: picoUsd("billed_pico_usd").notNull(),
    source: text("source", { enum: ["file", "fetched"] }).notNull(),
    readBy: uuid("read_by")
      .notNull()
      .references(() => users.id),
    readAt: instant("read_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.day, t.model] })],
);
