import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { users } from "./org";

/** As JSON holds it: amounts are text. */
type StoredVerdict = {
  entries: number;
  driftPicoUsd: string;
  checks: { name: string; wrong: number; driftPicoUsd: string }[];
  chain: { verified: number; broken: { seq: number; why: string } | null };
};

/** Checks of the whole ledger and of the audit log: the one that is asked for or under way, and those that ended. */
export const integrityChecks = pgTable(
  "integrity_checks",
  {
    id: uuid("id").primaryKey(),
    /** Null for Purser itself, which checks once a day. */
    askedBy: uuid("asked_by").references(() => users.id),
    askedAt: instant("asked_at").notNull().defaultNow(),
    /** So many of its steps are done. */
    done: integer("done").notNull().default(0),
    finishedAt: instant("finished_at"),
    /** Null while it is open, and for a check that broke off. */
    verdict: jsonb("verdict").$type<StoredVerdict>(),
  },
  (t) => [
    uniqueIndex("integrity_checks_open").on(sql`(true)`).where(sql`${t.finishedAt} is null`),
    index("integrity_checks_finished").on(t.finishedAt.desc(), t.id),
  ],
);
