import { z } from "zod";
import { CATEGORY_COLOURS } from "@/db/schema";
import { parseUsd } from "@/lib/money";

/** The first two members of our file, by which it is known; docs/export-format.md describes the rest. */
export const FORMAT = "purser.threads";
export const VERSION = 1;

/** Our prefix of `threads.import_key`; what follows is the thread's id where it was first written. */
export const OWN_KEY = "purser:";

const USD_MAX = parseUsd("1000000");
const TOKENS_MAX = 1_000_000_000_000;
const CERTAINTY = ["exact", "estimated", "unpriced"] as const;
const STATUS = [
  ...(["queued", "in_progress", "requires_action", "cancelling"] as const),
  ...(["cancelled", "failed", "completed", "incomplete", "expired"] as const),
];

const id = z.string().min(1).max(200);
const instant = z.iso.datetime({ offset: true });
const count = z.number().int().min(0).max(TOKENS_MAX);
const usd = z.string().refine(isUsd);

/** What is known of an answer; null is what nobody knows. */
const facts = z.object({
  model: z.string().max(200).nullable(),
  assistant: z.string().max(200).nullable().default(null),
  status: z.enum(STATUS),
  inputTokens: count.nullable(),
  outputTokens: count.nullable(),
  costUsd: usd.nullable(),
  certainty: z.enum(CERTAINTY).nullable(),
});

/** Either `text` or `base64` has the content; neither where it was too much for the file. */
const fileAttachment = z.object({
  name: z.string().max(1_000),
  mediaType: z.string().max(100),
  text: z.string().nullable().default(null),
  base64: z.string().nullable().default(null),
});

export const fileMessage = z.object({
  id,
  parentId: id.nullable(),
  role: z.enum(["user", "assistant"]),
  text: z.string(),
  createdAt: instant,
  shown: z.boolean(),
  continues: id.nullable().default(null),
  rating: z.enum(["good", "bad"]).nullable().default(null),
  ratingNote: z.string().max(10_000).nullable().default(null),
  facts: facts.nullable().default(null),
  /** Written where there are any. */
  attachments: z.array(fileAttachment).optional(),
});

const fileHead = z.object({
  id,
  title: z.string(),
  category: z
    .object({ name: z.string(), colour: z.enum(CATEGORY_COLOURS) })
    .nullable()
    .default(null),
  createdAt: instant,
  lastActivityAt: instant,
  pinnedAt: instant.nullable().default(null),
  archivedAt: instant.nullable().default(null),
  totals: z.object({ messages: count, tokens: count, costUsd: usd, certainty: z.enum(CERTAINTY) }),
});

/** One thread of our file, the same for what is written and what is read. */
export const fileThread = fileHead.extend({ messages: z.array(fileMessage) });

export type FileFacts = z.output<typeof facts>;
export type FileAttachment = z.output<typeof fileAttachment>;
export type FileMessage = z.output<typeof fileMessage>;
/** A thread without its messages, which are written one by one. */
export type FileHead = z.output<typeof fileHead>;
export type FileThread = z.output<typeof fileThread>;

/** A decimal amount that one of our columns can hold. */
function isUsd(text: string): boolean {
  return /^\d{1,7}(\.\d{1,12})?$/.test(text) && parseUsd(text) <= USD_MAX;
}
