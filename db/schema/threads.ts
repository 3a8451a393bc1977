import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { assistants } from "./assistants";
import { CERTAINTIES, instant, picoUsd } from "./columns";
import { apiKeys, users } from "./org";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** The colours of categories; what they look like is for the screens to say. */
export const CATEGORY_COLOURS = ["green", "blue", "amber", "violet", "rose", "grey"] as const;

/** A member's own drawer for threads. */
export const categories = pgTable(
  "categories",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    colour: text("colour", { enum: CATEGORY_COLOURS }).notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("categories_name").on(t.userId, sql`lower(${t.name})`),
    check("categories_colour", sql`${t.colour} in ('green', 'blue', 'amber', 'violet', 'rose', 'grey')`),
  ],
);

type Kept = {
  deletedAt: AnyPgColumn;
  apiKeyId: AnyPgColumn;
  mergedIntoId: AnyPgColumn;
  temporary: AnyPgColumn;
};

/** A merged thread is hidden by the one it went into, a deleted one until it is erased; a temporary one is not listed. */
const isKept = (t: Kept) =>
  sql`${t.deletedAt} is null and ${t.apiKeyId} is null and ${t.mergedIntoId} is null and not ${t.temporary}`;

export const threads = pgTable(
  "threads",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** Set for the one thread that bears the costs of an API key; it has no messages and is not listed. */
    apiKeyId: uuid("api_key_id")
      .unique()
      .references(() => apiKeys.id),
    title: text("title").notNull().default(""),
    /** Who named it: a title given by a person is never replaced by a model's. */
    titleSource: text("title_source", { enum: ["first_message", "model", "person"] })
      .notNull()
      .default("first_message"),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastActivityAt: instant("last_activity_at").notNull().defaultNow(),
    /** When its owner last had it open; what came later is unread. */
    seenAt: instant("seen_at").notNull().defaultNow(),
    pinnedAt: instant("pinned_at"),
    archivedAt: instant("archived_at"),
    categoryId: uuid("category_id").references(() => categories.id, { onDelete: "set null" }),
    /** Who answers in it; null for the model alone. */
    assistantId: uuid("assistant_id").references(() => assistants.id),
    /** The thread that holds a copy of its messages since the two were merged. */
    mergedIntoId: uuid("merged_into_id").references((): AnyPgColumn => threads.id),
    /** Its content is erased soon after its last message, and it is in no list. */
    temporary: boolean("temporary").notNull().default(false),
    /** The member wants it kept: it is never archived or deleted for its age. */
    keptAt: instant("kept_at"),
    /** When it will be deleted for its age, as its owner was told; of a deleted one, that it was deleted for its age. */
    deletesAt: instant("deletes_at"),
    /** What its messages cost before they came in from a file: shown with it, and in no ledger and no budget. */
    importedPicoUsd: picoUsd("imported_pico_usd"),
    importedTokens: bigint("imported_tokens", { mode: "number" }),
    /** How sure the file was of that cost. */
    importedCertainty: text("imported_certainty", { enum: CERTAINTIES }),
    /** The file's kind and its id of the thread (`chatgpt:…`), so that a file that comes twice makes nothing twice. */
    importKey: text("import_key"),
    deletedAt: instant("deleted_at"),
    /** When the content of a deleted thread was erased; from then on only its costs remain. */
    erasedAt: instant("erased_at"),
  },
  (t) => [
    index("threads_sidebar")
      .on(t.userId, t.lastActivityAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${isKept(t)} and ${t.archivedAt} is null and ${t.pinnedAt} is null`),
    index("threads_pinned")
      .on(t.userId, t.pinnedAt.desc().nullsFirst())
      .where(sql`${isKept(t)} and ${t.archivedAt} is null and ${t.pinnedAt} is not null`),
    index("threads_archived")
      .on(t.userId, t.archivedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${isKept(t)} and ${t.archivedAt} is not null`),
    index("threads_category")
      .on(t.categoryId, t.lastActivityAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(isKept(t)),
    index("threads_idle")
      .on(t.lastActivityAt)
      .where(sql`${isKept(t)} and ${t.archivedAt} is null and ${t.pinnedAt} is null and ${t.keptAt} is null`),
    index("threads_old")
      .on(t.userId, t.lastActivityAt)
      .where(sql`${isKept(t)} and ${t.pinnedAt} is null and ${t.keptAt} is null`),
    index("threads_announced")
      .on(t.userId, t.deletesAt, t.id)
      .where(sql`${isKept(t)} and ${t.deletesAt} is not null`),
    index("threads_deleted")
      .on(t.userId, t.deletedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.deletedAt} is not null and ${t.erasedAt} is null and ${t.apiKeyId} is null`),
    index("threads_created").on(t.createdAt),
    index("threads_own").on(t.userId, t.id).where(isKept(t)),
    uniqueIndex("threads_import_key").on(t.userId, t.importKey).where(sql`${t.importKey} is not null`),
    index("threads_temporary").on(t.lastActivityAt).where(sql`${t.temporary} and ${t.erasedAt} is null`),
    index("threads_merged").on(t.mergedIntoId).where(sql`${t.mergedIntoId} is not null`),
    index("threads_to_erase")
      .on(t.deletedAt)
      .where(sql`${t.deletedAt} is not null and ${t.erasedAt} is null`),
  ],
);

export const messages = pgTable(
  "messages",
  {
    id: uuid("id").primaryKey(),
    threadId: uuid("thread_id")
      .notNull()
      .references(() => threads.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** Rises by one in a thread. */
    position: integer("position").notNull(),
    /** The message this one follows. Several that follow the same one are branches. */
    parentId: uuid("parent_id").references((): AnyPgColumn => messages.id),
    /** On the branch that is chosen: what is read, sent and copied. The shown ones of a thread form one path. */
    shown: boolean("shown").notNull().default(true),
    /** The answer that was cut, whose text this one begins with and goes on from. */
    continuesId: uuid("continues_id").references((): AnyPgColumn => messages.id, { onDelete: "set null" }),
    role: text("role", { enum: ["user", "assistant"] }).notNull(),
    content: text("content").notNull(),
    /** Counted once, when the text is final, so that a long thread is not counted again at each run. */
    contentTokens: integer("content_tokens"),
    /** The message this one is a copy of, in a thread that was duplicated or merged: its run is that one's. */
    copyOfId: uuid("copy_of_id").references((): AnyPgColumn => messages.id, { onDelete: "set null" }),
    /** What a file said of a message that came in from it: its model, tokens and cost. It has no run. */
    imported: jsonb("imported").$type<ImportedFacts>(),
    /** What its reader thinks of an answer. */
    rating: text("rating", { enum: ["good", "bad"] }),
    ratingNote: text("rating_note"),
    /** The words of a final text, each with its owner's mark before it; kept by a trigger. */
    terms: tsvector("terms"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("messages_position").on(t.threadId, t.position),
    index("messages_parent").on(t.parentId),
    index("messages_continued").on(t.continuesId).where(sql`${t.continuesId} is not null`),
    index("messages_copies").on(t.copyOfId).where(sql`${t.copyOfId} is not null`),
    // Without a list of pending entries, which every search would have to read, whoever wrote them.
    index("messages_terms").using("gin", t.terms).with({ fastupdate: false }),
    check("messages_role", sql`${t.role} in ('user', 'assistant')`),
    check("messages_rating", sql`${t.rating} in ('good', 'bad')`),
  ],
);

/** What came in with a message: nothing here is money of this organisation. */
export type ImportedFacts = {
  model: string | null;
  /** The name of the assistant that answered, where it was more than a model. */
  assistant?: string | null;
  /** How the answer ended; absent: it simply ended. */
  status?: "completed" | "incomplete" | "cancelled" | "failed" | "expired";
  inputTokens: number | null;
  outputTokens: number | null;
  /** A whole number of pico-USD as text, since JSON has no bigint. */
  costPicoUsd: string | null;
  certainty: "exact" | "estimated" | "unpriced" | null;
};

/** A link by which everybody in the organisation may read a thread up to a message. */
export const threadShares = pgTable(
  "thread_shares",
  {
    id: uuid("id").primaryKey(),
    /** What the link ends with; it cannot be guessed. */
    token: text("token").notNull().unique(),
    threadId: uuid("thread_id")
      .notNull()
      .references(() => threads.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** The last message that can be read; those before it are found by their parents. */
    lastMessageId: uuid("last_message_id").references(() => messages.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [
    uniqueIndex("thread_shares_open").on(t.threadId).where(sql`${t.revokedAt} is null`),
    index("thread_shares_user").on(t.userId, t.createdAt).where(sql`${t.revokedAt} is null`),
    index("thread_shares_last_message").on(t.lastMessageId),
  ],
);
