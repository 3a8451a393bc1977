import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { departments, users } from "./org";

export const VISIBILITIES = ["me", "department", "everyone"] as const;

/**
 * Instructions and limits under a name, for the threads that choose it. An assistant has no tools. It is archived and
 * never deleted: its costs, and its name at the answers, stay.
 */
export const assistants = pgTable(
  "assistants",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    instructions: text("instructions").notNull(),
    /** Counted once, with the instructions. */
    instructionsTokens: integer("instructions_tokens").notNull(),
    /** An option id (`provider/model`); null leaves the choice to the member. */
    model: text("model"),
    outputTokensMax: integer("output_tokens_max"),
    visibility: text("visibility", { enum: VISIBILITIES }).notNull().default("me"),
    /** Whose members see it, where it is visible to a department. */
    departmentId: uuid("department_id").references(() => departments.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    /** Out of the gallery; threads that chose it go on with it. */
    archivedAt: instant("archived_at"),
  },
  (t) => [
    index("assistants_own").on(t.userId, t.name, t.id),
    index("assistants_everyone")
      .on(t.name, t.id)
      .where(sql`${t.archivedAt} is null and ${t.visibility} = 'everyone'`),
    index("assistants_department").on(t.departmentId, t.name, t.id).where(sql`${t.departmentId} is not null`),
    index("assistants_shared").on(t.name, t.id).where(sql`${t.visibility} <> 'me'`),
    check("assistants_visibility", sql`${t.visibility} in ('me', 'department', 'everyone')`),
    check(
      "assistants_department_known",
      sql`(${t.visibility} = 'department') = (${t.departmentId} is not null)`,
    ),
    check("assistants_output", sql`${t.outputTokensMax} > 0`),
  ],
);
