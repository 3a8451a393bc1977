import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { CERTAINTIES, instant, picoUsd, usageColumns } from "./columns";
import { apiKeys, departments, users } from "./org";
import { prices } from "./pricing";
import { messages, threads } from "./threads";

export const RUN_STATUSES = [
  "queued",
  "in_progress",
  "requires_action",
  "cancelling",
  "cancelled",
  "failed",
  "completed",
  "incomplete",
  "expired",
] as const;

export const runs = pgTable(
  "runs",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    threadId: uuid("thread_id")
      .notNull()
      .references(() => threads.id),
    /** The key that a program sent with; then there are no messages. */
    apiKeyId: uuid("api_key_id").references(() => apiKeys.id),
    userMessageId: uuid("user_message_id").references(() => messages.id, { onDelete: "set null" }),
    answerMessageId: uuid("answer_message_id").references(() => messages.id, { onDelete: "set null" }),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    /** The model asked for, where a budget moved the run to a cheaper one, and the sentence that says why. */
    requestedModel: text("requested_model"),
    downgradeReason: text("downgrade_reason"),
    status: text("status", { enum: RUN_STATUSES }).notNull(),
    /** Why an incomplete run stopped: max_output_tokens, budget, interrupted, content_filter. */
    incompleteReason: text("incomplete_reason"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    outputTokensMax: integer("output_tokens_max").notNull(),
    /** True when the budget allowed less output than would have been asked for. */
    cutToBudget: boolean("cut_to_budget").notNull().default(false),
    idempotencyKey: text("idempotency_key").notNull(),
    /** A hash of what was asked; the same key with another request is a conflict. */
    requestHash: text("request_hash").notNull(),
    /** The last event whose text is in the answer message. */
    checkpointEventId: integer("checkpoint_event_id").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    startedAt: instant("started_at"),
    firstTokenAt: instant("first_token_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("runs_idempotency").on(t.userId, t.idempotencyKey),
    uniqueIndex("runs_one_active")
      .on(t.threadId)
      .where(
        sql`${t.status} in ('queued', 'in_progress', 'requires_action', 'cancelling') and ${t.apiKeyId} is null`,
      ),
    index("runs_thread").on(t.threadId, t.createdAt),
    index("runs_answer").on(t.answerMessageId),
    index("runs_question").on(t.userMessageId),
    index("runs_downgraded").on(t.userId, t.id, t.requestedModel).where(sql`${t.requestedModel} is not null`),
  ],
);

/** How a call is processed, which decides the factor on its price. */
export const SERVICE_TIERS = ["default", "flex", "batch"] as const;

/** One call of a provider, made or about to be made. Every call has one. */
export const attempts = pgTable(
  "attempts",
  {
    id: uuid("id").primaryKey(),
    runId: uuid("run_id")
      .notNull()
      .references(() => runs.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    threadId: uuid("thread_id")
      .notNull()
      .references(() => threads.id),
    departmentId: uuid("department_id").references(() => departments.id),
    apiKeyId: uuid("api_key_id").references(() => apiKeys.id),
    /** Without a foreign key: each call would lock a row that all members share, and no assistant is ever deleted. */
    assistantId: uuid("assistant_id"),
    purpose: text("purpose", { enum: ["answer", "title"] }).notNull(),
    number: integer("number").notNull(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    /** Null for a model that may run unpriced. */
    priceId: uuid("price_id").references(() => prices.id),
    serviceTier: text("service_tier", { enum: SERVICE_TIERS }).notNull().default("default"),
    /** The upper bound that was held for, in tokens. */
    inputTokensCounted: integer("input_tokens_counted").notNull(),
    /** What is charged for the input when the provider never says. */
    inputTokensLikely: integer("input_tokens_likely").notNull(),
    outputTokensMax: integer("output_tokens_max").notNull(),
    /** The process that owns the call, until `leaseExpiresAt` by the database's clock. */
    leaseOwner: uuid("lease_owner"),
    leaseExpiresAt: instant("lease_expires_at").notNull(),
    dispatchedAt: instant("dispatched_at"),
    /** By this id the provider may tell later what it charged. */
    providerResponseId: text("provider_response_id"),
    endedAt: instant("ended_at"),
    /** What the attempt cost by all of its entries so far; null until it is settled with a cost. */
    ...usageColumns,
    costPicoUsd: picoUsd("cost_pico_usd"),
    certainty: text("certainty", { enum: CERTAINTIES }),
    certaintyReason: text("certainty_reason"),
    /** When to ask the provider about an estimated attempt again; null when there is nothing to ask. */
    askAgainAt: instant("ask_again_at"),
    asked: integer("asked").notNull().default(0),
  },
  (t) => [
    uniqueIndex("attempts_number").on(t.runId, t.purpose, t.number),
    index("attempts_open").on(t.leaseExpiresAt).where(sql`${t.endedAt} is null`),
    index("attempts_to_ask").on(t.askAgainAt).where(sql`${t.askAgainAt} is not null`),
    index("attempts_not_exact").on(t.endedAt).where(sql`${t.certainty} <> 'exact'`),
    check("attempts_purpose", sql`${t.purpose} in ('answer', 'title')`),
  ],
);
