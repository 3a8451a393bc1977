import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import type { Amount, BudgetPeriod, BudgetScope, BudgetUnit, OnLimit } from "../types";

export type BudgetFact = {
  id: string;
  scope: BudgetScope;
  scopeId: string | null;
  period: BudgetPeriod;
  unit: BudgetUnit;
  onLimit: OnLimit;
  downgradeTo: string | null;
  limit: Amount;
};

export type MemberFact = { id: string; departmentId: string | null; planId: string | null };
export type TopUpFact = { budgetId: string; subjectId: string; amount: Amount; startsAt: Date; endsAt: Date };

/** A call that was admitted, or what an entry says of one: whom it counts for and how much, in each unit. */
export type Counted = Record<BudgetUnit, Amount> & {
  attemptId: string;
  userId: string;
  departmentId: string | null;
  assistantId: string | null;
  threadId: string;
  apiKeyId: string | null;
  model: string;
  occurredAt: Date;
};

export type Counter = {
  budgetId: string;
  subjectId: string;
  startsAt: Date;
  spent: Amount;
  reserved: Amount;
};

/** All that is stored: what happened, and apart from it the counters that are to follow from it. */
export type Facts = {
  /** What was spent before the run began, for budgets that never reset. */
  earlier: Record<BudgetUnit, Amount>;
  budgets: BudgetFact[];
  members: MemberFact[];
  topUps: TopUpFact[];
  pending: Counted[];
  entries: Counted[];
  counters: Counter[];
};

type Row = Record<string, string | null>;

/** What a run's facts begin with: an instant before which nothing is under way, and what was spent by then. */
export type Start = { since: Date; earlier: Record<BudgetUnit, Amount>; members: string[] };

/** Reads everything since the run began. */
export async function readFacts(conn: Conn, { since, earlier, members: own }: Start): Promise<Facts> {
  const from = sql`${since.toISOString()}::timestamptz`;
  const [budgets, members, topUps, pending, entries, counters] = await pipeline<Row[]>(conn, [
    sql`select id, scope, scope_id, period, unit, on_limit, downgrade_to, limit_amount::text from budgets`,
    sql`select id, department_id, plan_id from users where id = any(${sql.param(own)}::uuid[])`,
    sql`select budget_id, subject_id, amount::text, starts_at::text, ends_at::text from budget_top_ups`,
    sql`select a.id as attempt_id, a.user_id, a.department_id, a.assistant_id, a.thread_id, a.api_key_id,
        a.provider || '/' || a.model as model, r.occurred_at::text, r.amount_pico_usd::text as usd,
        (a.input_tokens_counted + a.output_tokens_max)::text as tokens, (a.purpose = 'answer')::int::text as messages
      from reservations r join attempts a on a.id = r.attempt_id where r.state = 'pending'`,
    sql`select attempt_id, user_id, department_id, assistant_id, thread_id, api_key_id, provider || '/' || model as model,
        occurred_at::text, cost_pico_usd::text as usd, (input_tokens + output_tokens)::text as tokens,
        (kind = 'usage' and purpose = 'answer')::int::text as messages
      from entries where in_budgets and occurred_at >= ${from}`,
    sql`select budget_id, subject_id, starts_at::text, spent_amount::text, reserved_amount::text from budget_periods`,
  ]);
  return {
    earlier,
    budgets: (budgets ?? []).map(toBudget),
    members: (members ?? []).map((row) => ({
      id: row.id ?? "",
      departmentId: row.department_id ?? null,
      planId: row.plan_id ?? null,
    })),
    topUps: (topUps ?? []).map((row) => ({
      ...shareOf(row),
      amount: BigInt(row.amount ?? 0),
      endsAt: new Date(row.ends_at ?? 0),
    })),
    pending: (pending ?? []).map(toCounted),
    entries: (entries ?? []).map(toCounted),
    counters: (counters ?? []).map((row) => ({
      ...shareOf(row),
      spent: BigInt(row.spent_amount ?? 0),
      reserved: BigInt(row.reserved_amount ?? 0),
    })),
  };
}

function toBudget(row: Row): BudgetFact {
  return {
    id: row.id ?? "",
    scope: row.scope as BudgetScope,
    scopeId: row.scope_id ?? null,
    period: row.period as BudgetPeriod,
    unit: row.unit as BudgetUnit,
    onLimit: row.on_limit as OnLimit,
    downgradeTo: row.downgrade_to ?? null,
    limit: BigInt(row.limit_amount ?? 0),
  };
}

function toCounted(row: Row): Counted {
  return {
    attemptId: row.attempt_id ?? "",
    userId: row.user_id ?? "",
    departmentId: row.department_id ?? null,
    assistantId: row.assistant_id ?? null,
    threadId: row.thread_id ?? "",
    apiKeyId: row.api_key_id ?? null,
    model: row.model ?? "",
    occurredAt: new Date(row.occurred_at ?? 0),
    usd: BigInt(row.usd ?? 0),
    tokens: BigInt(row.tokens ?? 0),
    messages: BigInt(row.messages ?? 0),
  };
}

function shareOf(row: Row) {
  return {
    budgetId: row.budget_id ?? "",
    subjectId: row.subject_id ?? "",
    startsAt: new Date(row.starts_at ?? 0),
  };
}

/** What all entries so far come to. */
export async function readSpent(conn: Conn): Promise<Record<BudgetUnit, Amount>> {
  const [row] = await conn.execute<Row>(sql`
    select coalesce(sum(cost_pico_usd), 0)::text as usd, coalesce(sum(input_tokens + output_tokens), 0)::text as tokens,
      (count(*) filter (where kind = 'usage' and purpose = 'answer'))::text as messages
    from entries where in_budgets`);
  return {
    usd: BigInt(row?.usd ?? 0),
    tokens: BigInt(row?.tokens ?? 0),
    messages: BigInt(row?.messages ?? 0),
  };
}
