import { sql } from "drizzle-orm";
import { bigint, integer, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { PicoUsd } from "@/lib/money";

/** A pico-USD amount: bigint in Postgres and in TypeScript. */
export const picoUsd = (name: string) => bigint(name, { mode: "bigint" }).$type<PicoUsd>();

export const tokens = (name: string) => bigint(name, { mode: "number" });

export const CERTAINTIES = ["exact", "estimated", "unpriced"] as const;

export const usageColumns = {
  inputTokens: tokens("input_tokens").notNull().default(0),
  cachedInputTokens: tokens("cached_input_tokens").notNull().default(0),
  cacheWriteTokens: tokens("cache_write_tokens").notNull().default(0),
  outputTokens: tokens("output_tokens").notNull().default(0),
  reasoningTokens: tokens("reasoning_tokens").notNull().default(0),
};

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** `waiting` until it is sent, or given up as `failed`; `cancelled` with what it would have gone to. */
export const DELIVERY_STATES = ["waiting", "sent", "failed", "cancelled"] as const;

/** Of what is on its way to one recipient; `lib/deliveries` takes, sends and marks it. */
export const deliveryColumns = {
  /** An address of email; empty for a webhook, which has but one. */
  recipient: text("recipient").notNull(),
  state: text("state", { enum: DELIVERY_STATES }).notNull().default("waiting"),
  attempts: integer("attempts").notNull().default(0),
  lastError: text("last_error"),
  /** Who is sending it, until `nextTryAt`. */
  leaseOwner: uuid("lease_owner"),
  nextTryAt: instant("next_try_at").notNull().defaultNow(),
  /** In whole milliseconds, as a cursor has it. */
  createdAt: instant("created_at").notNull().default(sql`date_trunc('milliseconds', now())`),
  sentAt: instant("sent_at"),
};
