import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { budgets } from "./budgets";
import { instant } from "./columns";
import { users } from "./org";

export const REQUEST_STATES = ["open", "withdrawn", "approved", "declined"] as const;

/** What members ask for on top of a budget, and what an admin answered. A member has one open request at a time. */
export const budgetRequests = pgTable(
  "budget_requests",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** Null once the budget is gone. */
    budgetId: uuid("budget_id").references(() => budgets.id, { onDelete: "set null" }),
    /** What is wished on top, in the budget's unit: pico-USD, tokens or messages. */
    amount: bigint("amount", { mode: "bigint" }).notNull(),
    /** Until when it is needed; null for good. */
    neededUntil: instant("needed_until"),
    reason: text("reason").notNull(),
    state: text("state", { enum: REQUEST_STATES }).notNull().default("open"),
    createdAt: instant("created_at").notNull().defaultNow(),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by").references(() => users.id),
    /** What was approved; until when, null for good. */
    grantedAmount: bigint("granted_amount", { mode: "bigint" }),
    grantedUntil: instant("granted_until"),
    /** What the admin says to it. */
    answer: text("answer"),
    /** When the member put the answer away. */
    seenAt: instant("seen_at"),
  },
  (t) => [
    uniqueIndex("budget_requests_open").on(t.userId).where(sql`${t.state} = 'open'`),
    index("budget_requests_waiting").on(t.createdAt, t.id).where(sql`${t.state} = 'open'`),
    index("budget_requests_all").on(t.createdAt, t.id),
    index("budget_requests_user").on(t.userId, t.createdAt.desc()),
    index("budget_requests_budget").on(t.budgetId),
    check(
      "budget_requests_amount",
      sql`${t.amount} > 0 and (${t.grantedAmount} is null or ${t.grantedAmount} > 0)`,
    ),
    check("budget_requests_state", sql`${t.state} in ('open', 'withdrawn', 'approved', 'declined')`),
    check(
      "budget_requests_decided",
      sql`(${t.state} in ('approved', 'declined')) = (${t.decidedBy} is not null)
        and (${t.decidedBy} is null) = (${t.decidedAt} is null)
        and (${t.state} = 'approved') = (${t.grantedAmount} is not null)`,
    ),
  ],
);
