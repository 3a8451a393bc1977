import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { apiKeys, users } from "./org";

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
    deletedAt: instant("deleted_at"),
    /** When the content of a deleted thread was erased; from then on only its costs remain. */
    erasedAt: instant("erased_at"),
  },
  (t) => [
    index("threads_sidebar")
      .on(t.userId, t.lastActivityAt.desc(), t.id.desc())
      .where(sql`${t.deletedAt} is null and ${t.apiKeyId} is null`),
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
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("messages_position").on(t.threadId, t.position),
    index("messages_parent").on(t.parentId),
    check("messages_role", sql`${t.role} in ('user', 'assistant')`),
  ],
);
