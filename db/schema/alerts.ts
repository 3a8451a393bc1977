import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { outbox } from "./budgets";
import { deliveryColumns, instant, picoUsd } from "./columns";

export { DELIVERY_STATES } from "./columns";

import { users } from "./org";

/** What an alert can be about. */
export const ALERT_KINDS = ["threshold", "forecast", "anomaly", "unpriced", "provider", "overrun"] as const;

export const CHANNEL_KINDS = ["email", "slack", "webhook"] as const;

/** What holds for all alerts of the organisation: one row, or none where nothing was ever changed. */
export const alertRules = pgTable(
  "alert_rules",
  {
    only: boolean("only").primaryKey().default(true),
    /** Percentages that a budget begins with where nobody chooses others, besides 100. */
    thresholds: integer("thresholds").array().notNull().default([50, 80, 95]),
    /** The last day in the organisation's zone whose forecasts and anomalies were looked at. */
    watchedOn: date("watched_on", { mode: "string" }),
    /** A day that cost less than this above the expected is no anomaly; a dollar. */
    anomalyMinPicoUsd: picoUsd("anomaly_min_pico_usd").notNull().default(sql`1000000000000`),
    /** What would have saved less in 30 days is not suggested; a dollar. */
    suggestionMinPicoUsd: picoUsd("suggestion_min_pico_usd").notNull().default(sql`1000000000000`),
  },
  (t) => [
    check("alert_rules_only", sql`${t.only}`),
    check("alert_rules_minimums", sql`${t.anomalyMinPicoUsd} > 0 and ${t.suggestionMinPicoUsd} > 0`),
  ],
);

/**
 * How high the limit was when a threshold of a budget's period last fired. It fires again only under a higher one.
 * Without a foreign key: settlements write it while they hold the budget's rows.
 */
export const alertMarks = pgTable(
  "alert_marks",
  {
    budgetId: uuid("budget_id").notNull(),
    subjectId: text("subject_id").notNull(),
    startsAt: instant("starts_at").notNull(),
    percent: integer("percent").notNull(),
    /** In the budget's unit. */
    limit: bigint("limit_amount", { mode: "bigint" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.budgetId, t.subjectId, t.startsAt, t.percent] })],
);

/** A provider that keeps failing, from the alert until it answers again. */
export const providerOutages = pgTable("provider_outages", {
  provider: text("provider").primaryKey(),
  since: instant("since").notNull(),
});

/** Where alerts go besides the list. Secrets are sealed by `lib/secrets` and bound to the row's id. */
export const alertChannels = pgTable(
  "alert_channels",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind", { enum: CHANNEL_KINDS }).notNull(),
    name: text("name").notNull(),
    alertKinds: text("alert_kinds", { enum: ALERT_KINDS }).array().notNull(),
    /** Addresses, of a channel of email alone. */
    recipients: text("recipients").array().notNull().default([]),
    /** The host that a webhook goes to, which is all that is shown of its address. */
    host: text("host"),
    sealedUrl: text("sealed_url"),
    sealedSecret: text("sealed_secret"),
    pausedAt: instant("paused_at"),
    removedAt: instant("removed_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
  },
  (t) => [
    check("alert_channels_kind", sql`${t.kind} in ('email', 'slack', 'webhook')`),
    check("alert_channels_mail", sql`(${t.kind} = 'email') = (cardinality(${t.recipients}) > 0)`),
    check("alert_channels_url", sql`(${t.kind} = 'email') = (${t.sealedUrl} is null)`),
    check("alert_channels_secret", sql`(${t.kind} = 'webhook') = (${t.sealedSecret} is not null)`),
  ],
);

/** One alert on its way to one recipient. The unique key is why nothing is on its way twice. */
export const alertDeliveries = pgTable(
  "alert_deliveries",
  {
    id: uuid("id").primaryKey(),
    alertId: uuid("alert_id")
      .notNull()
      .references(() => outbox.id),
    /** Null for a member's own email. */
    channelId: uuid("channel_id").references(() => alertChannels.id),
    /** The member whose own email it is. */
    userId: uuid("user_id").references(() => users.id),
    ...deliveryColumns,
  },
  (t) => [
    unique("alert_deliveries_once").on(t.alertId, t.channelId, t.recipient).nullsNotDistinct(),
    index("alert_deliveries_due").on(t.nextTryAt).where(sql`${t.state} = 'waiting'`),
    index("alert_deliveries_listed").on(t.createdAt, t.id),
    index("alert_deliveries_channel").on(t.channelId, t.createdAt, t.id),
    index("alert_deliveries_state").on(t.state, t.createdAt, t.id),
    check("alert_deliveries_state", sql`${t.state} in ('waiting', 'sent', 'failed', 'cancelled')`),
    check("alert_deliveries_sent", sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
    check("alert_deliveries_whose", sql`(${t.channelId} is null) = (${t.userId} is not null)`),
  ],
);

/** The kinds that a member wants by email, where they have chosen. */
export const memberAlerts = pgTable("member_alerts", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id),
  alertKinds: text("alert_kinds", { enum: ALERT_KINDS }).array().notNull(),
});
