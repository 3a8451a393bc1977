import { sql } from "drizzle-orm";
import { date, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { users } from "./org";

/** An address of the costs page under a name, of the admin who saved it. */
export const costViews = pgTable(
  "cost_views",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    /** What stands behind the question mark. */
    search: text("search").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("cost_views_name").on(t.userId, sql`lower(${t.name})`)],
);

/** Days whose costs an admin has looked into: with what they filtered by, as text; empty for the whole organisation. */
export const anomalyDismissals = pgTable(
  "anomaly_dismissals",
  {
    id: uuid("id").primaryKey(),
    day: date("day", { mode: "string" }).notNull(),
    filters: text("filters").notNull(),
    reason: text("reason").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [unique("anomaly_dismissals_day").on(t.filters, t.day)],
);
