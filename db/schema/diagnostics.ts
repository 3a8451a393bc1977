import { date, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { picoUsd, tokens } from "./columns";
import { reportSeals } from "./reports";

const sealedDay = () =>
  date("day", { mode: "string" })
    .notNull()
    .references(() => reportSeals.day, { onDelete: "cascade" });

/** What the answers of a sealed day were like by model, for diagnostics. */
export const reportHabits = pgTable(
  "report_habits",
  {
    day: sealedDay(),
    provider: text("provider").notNull(),
    model: text("model").notNull(),
    answers: integer("answers").notNull(),
    input: tokens("input").notNull(),
    cost: picoUsd("cost").notNull(),
    longAnswers: integer("long_answers").notNull(),
    longInput: tokens("long_input").notNull(),
    longCost: picoUsd("long_cost").notNull(),
    shortAnswers: integer("short_answers").notNull(),
    shortInput: tokens("short_input").notNull(),
    shortOutput: tokens("short_output").notNull(),
    shortCost: picoUsd("short_cost").notNull(),
    repeated: tokens("repeated").notNull(),
    repeatedCached: tokens("repeated_cached").notNull(),
    /** Who asked, each once: members of several days are counted by these. */
    members: uuid("members").array().notNull(),
    shortMembers: uuid("short_members").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.provider, t.model] })],
);

/** The first few answers of a sealed day in each order that diagnostics shows. */
export const reportCalls = pgTable(
  "report_calls",
  {
    day: sealedDay(),
    kind: text("kind").notNull(),
    /** Without a foreign key: entries are never deleted. */
    entryId: uuid("entry_id").notNull(),
    /** What its thread's request before it on the same model sent that day. */
    sentBefore: tokens("sent_before"),
  },
  (t) => [primaryKey({ columns: [t.day, t.kind, t.entryId] })],
);
