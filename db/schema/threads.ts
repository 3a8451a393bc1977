import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  customType,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
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

/** A merged thread is hidden by the one it went into, a deleted one until it is erased. */
const isKept = (t: { deletedAt: AnyPgColumn; apiKeyId: AnyPgColumn; mergedIntoId: AnyPgColumn }) =>
  sql`${t.deletedAt} is null and ${t.apiKeyId} is null and ${t.mergedIntoId} is null`;

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
    /** The thread that holds a copy of its messages since the two were merged. */
    mergedIntoId: uuid("merged_into_id").references((): AnyPgColumn => threads.id),
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
    /** The message this one follows. Two answers to one message share it: the later one is shown. */
    parentId: uuid("parent_id").references((): AnyPgColumn => messages.id),
    role: text("role", { enum: ["user", "assistant"] }).notNull(),
    content: text("content").notNull(),
    /** Counted once, when the text is final, so that a long thread is not counted again at each run. */
    contentTokens: integer("content_tokens"),
    /** The message this one is a copy of, in a thread that was duplicated or merged: its run is that one's. */
    copyOfId: uuid("copy_of_id").references((): AnyPgColumn => messages.id, { onDelete: "set null" }),
    /** The words of a final text, each with its owner's mark before it; kept by a trigger. */
    terms: tsvector("terms"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("messages_position").on(t.threadId, t.position),
    index("messages_parent").on(t.parentId),
    index("messages_copies").on(t.copyOfId).where(sql`${t.copyOfId} is not null`),
    // Without a list of pending entries, which every search would have to read, whoever wrote them.
    index("messages_terms").using("gin", t.terms).with({ fastupdate: false }),
    check("messages_role", sql`${t.role} in ('user', 'assistant')`),
  ],
);
