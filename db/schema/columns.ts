import { bigint, timestamp } from "drizzle-orm/pg-core";
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
