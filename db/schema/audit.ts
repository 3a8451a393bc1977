import { sql } from "drizzle-orm";
import { bigint, check, customType, index, json, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Whoever acts without being signed in: somebody at the shell, or Purser by itself. */
export const AUDIT_VIAS = ["cli", "purser"] as const;

/** Everything that is done for others: to people, money and what everybody sees. */
export const AUDIT_ACTS = [
  "organisation.create",
  "member.add",
  "member.join",
  "member.disable",
  "member.enable",
  "member.role",
  "member.department",
  "member.plan",
  "member.sign_out",
  "api_key.revoke",
  "invitation.create",
  "invitation.revoke",
  "department.create",
  "department.rename",
  "department.delete",
  "plan.create",
  "plan.save",
  "plan.delete",
  "budget.set",
  "budget.remove",
  "budget.top_up",
  "budget.end_top_up",
  "budget_request.approve",
  "budget_request.decline",
  "price.set",
  "price.cancel",
  "price.restore",
  "price.sync",
  "price.allow_unpriced",
  "price.forbid_unpriced",
  "department.shares",
  "reconciliation.read",
  "ledger.adjust",
  "thread_rules.set",
  "image_hosts.set",
  "assistant.create",
  "assistant.save",
  "assistant.archive",
  "assistant.restore",
  "prompt.create",
  "prompt.save",
  "prompt.delete",
  "alert_thresholds.set",
  "report_minimums.set",
  "alert_channel.add",
  "alert_channel.change",
  "alert_channel.pause",
  "alert_channel.resume",
  "alert_channel.remove",
  "alert_channel.restore",
  "alert_channel.test",
  "alert_delivery.retry",
  "report_recipients.set",
  "report_mail.retry",
  "provider.add",
  "provider.replace_key",
  "provider.test",
  "provider.pause",
  "provider.resume",
  "provider.remove",
  "provider.restore",
  "anomaly.dismiss",
  "anomaly.restore",
  "cost_view.create",
  "cost_view.rename",
  "cost_view.delete",
] as const;

export type AuditDetails = Record<string, string | number | boolean | null | string[]>;

/**
 * Append-only: a trigger refuses update and delete. `seq`, `previousHash` and `hash` are written by the trigger
 * `audit_chain` when the transaction of the act commits, so that rows that nobody sees yet are the only ones without.
 * Nothing here refers to another table: a row outlives what it names.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: uuid("id").primaryKey(),
    /** From 1 on, without a gap. */
    seq: bigint("seq", { mode: "number" }),
    /** The member who acted; null where `via` says who did. */
    userId: uuid("user_id"),
    via: text("via", { enum: AUDIT_VIAS }),
    act: text("act", { enum: AUDIT_ACTS }).notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id"),
    /** What it was called at that moment. */
    subjectName: text("subject_name"),
    /** The text as it was written, which the hash covers. */
    before: json("before").$type<AuditDetails>(),
    after: json("after").$type<AuditDetails>(),
    occurredAt: instant("occurred_at").notNull().default(sql`clock_timestamp()`),
    previousHash: bytea("previous_hash"),
    hash: bytea("hash"),
  },
  (t) => [
    unique("audit_seq").on(t.seq),
    index("audit_act").on(t.act, t.seq),
    index("audit_user").on(t.userId, t.seq),
    index("audit_occurred").on(t.occurredAt),
    index("audit_subject_words").using(
      "gin",
      sql`to_tsvector('simple', regexp_replace(coalesce(${t.subjectName}, ''), '[^[:alnum:]]+', ' ', 'g'))`,
    ),
    check("audit_who", sql`(${t.userId} is null) = (${t.via} is not null)`),
  ],
);
