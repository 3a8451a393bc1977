import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { users } from "./org";

export const PROVIDER_DIALECTS = ["responses", "chat", "detect"] as const;

/** The providers that admins added; the environment's is none of them. Keys are sealed by `lib/secrets` for the row's id. */
export const storedProviders = pgTable(
  "stored_providers",
  {
    id: uuid("id").primaryKey(),
    /** What its models' ids begin with, and its name in the price book. */
    name: text("name").notNull(),
    baseUrl: text("base_url").notNull(),
    dialect: text("dialect", { enum: PROVIDER_DIALECTS }).notNull(),
    /** Null once it was removed for so long that nobody brings it back. */
    sealedKey: text("sealed_key"),
    /** The key's last four characters; empty for a short key. */
    keyEnding: text("key_ending").notNull(),
    keySetAt: instant("key_set_at").notNull().defaultNow(),
    testedAt: instant("tested_at"),
    testWorked: boolean("test_worked"),
    testSentence: text("test_sentence"),
    pausedAt: instant("paused_at"),
    removedAt: instant("removed_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
  },
  (t) => [
    uniqueIndex("stored_providers_name").on(t.name).where(sql`${t.removedAt} is null`),
    check("stored_providers_dialect", sql`${t.dialect} in ('responses', 'chat', 'detect')`),
    check("stored_providers_key", sql`${t.sealedKey} is not null or ${t.removedAt} is not null`),
    check("stored_providers_ending", sql`length(${t.keyEnding}) <= 4`),
  ],
);
