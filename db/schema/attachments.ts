import { sql } from "drizzle-orm";
import { check, customType, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { users } from "./org";
import { messages } from "./threads";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A file that goes with messages. It is stored once, however many versions and copies of a message it goes with. */
export const attachments = pgTable(
  "attachments",
  {
    id: uuid("id").primaryKey(),
    /** Who attached it; whoever has a message with it reads it. */
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["text", "image"] }).notNull(),
    mediaType: text("media_type").notNull(),
    bytes: integer("bytes").notNull(),
    content: bytea("content").notNull(),
    /** Of an image, in pixels. */
    width: integer("width"),
    height: integer("height"),
    /** Of a text under its name, as it is sent: as o200k counts it, and an upper bound for any tokenizer. */
    contentTokens: integer("content_tokens").notNull().default(0),
    contentTokensMax: integer("content_tokens_max").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Null until a message was sent with it; one send claims it. */
    sentAt: instant("sent_at"),
  },
  (t) => [
    index("attachments_unsent").on(t.userId).where(sql`${t.sentAt} is null`),
    index("attachments_stale").on(t.createdAt).where(sql`${t.sentAt} is null`),
    check("attachments_kind", sql`${t.kind} in ('text', 'image')`),
    check("attachments_bytes", sql`${t.bytes} > 0 and ${t.bytes} = length(${t.content})`),
    check(
      "attachments_size",
      sql`(${t.kind} = 'image') = (${t.width} is not null) and (${t.kind} = 'image') = (${t.height} is not null)`,
    ),
  ],
);

/** Which messages an attachment goes with; once there is none, its content is erased. */
export const messageAttachments = pgTable(
  "message_attachments",
  {
    messageId: uuid("message_id")
      .notNull()
      .references(() => messages.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    attachmentId: uuid("attachment_id")
      .notNull()
      .references(() => attachments.id),
  },
  (t) => [
    primaryKey({ columns: [t.messageId, t.position] }),
    index("message_attachments_attachment").on(t.attachmentId),
  ],
);
