import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { users } from "./org";

export const PROMPT_VISIBILITIES = ["me", "everyone"] as const;

/** A text that is sent again and again, found in the composer by the beginning of its name. */
export const prompts = pgTable(
  "prompts",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    text: text("text").notNull(),
    visibility: text("visibility", { enum: PROMPT_VISIBILITIES }).notNull().default("me"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    // In the order of the bytes: the beginning of a name is a range of such an index, whatever the database's language.
    uniqueIndex("prompts_own")
      .on(t.userId, sql`(lower(${t.name}) collate "C")`)
      .where(sql`${t.visibility} = 'me'`),
    uniqueIndex("prompts_everyone")
      .on(sql`(lower(${t.name}) collate "C")`)
      .where(sql`${t.visibility} = 'everyone'`),
    check("prompts_visibility", sql`${t.visibility} in ('me', 'everyone')`),
  ],
);
