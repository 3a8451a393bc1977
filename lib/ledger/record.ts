import { type SQL, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { isOneOf, recordset } from "@/db/recordset";
import { unsealStatements } from "./seals";
import type { NewEntry } from "./types";

/**
 * The statements that append entries, add them to the roll-ups, and bring each attempt's own figures up to date.
 * To be sent in this order in one transaction; the rows of a roll-up are taken in key order, so that two
 * transactions never wait for each other. Late entries open their days' reports again first.
 */
export function entryStatements(entries: readonly NewEntry[]): SQL[] {
  if (entries.length === 0) return [];
  const rows = entries.map((entry, place) => ({ place, ...toRow(entry) }));
  return [
    ...unsealStatements(entries),
    insertEntries(rows),
    addToDays(rows),
    addToThreads(rows),
    ...(rows.some(mayChangePriced) ? [addToUnpriced(rows)] : []),
    addToAttempts(rows),
  ];
}

type Row = Record<string, unknown> & Pick<NewEntry, "attemptId" | "kind" | "certainty">;

/** Whether a call may have no price after it, or had none before. */
const mayChangePriced = ({ kind, certainty }: Row) => kind === "adjustment" || certainty === "unpriced";

function toRow({ usage, ...entry }: NewEntry): Row {
  const isUsage = entry.kind === "usage";
  return {
    id: newId(),
    ...entry,
    ...usage,
    calls: isUsage ? 1 : 0,
    answers: isUsage && entry.purpose === "answer" ? 1 : 0,
    estimatedPicoUsd: entry.certainty === "exact" ? 0n : entry.costPicoUsd,
  };
}

const FIGURES = `"inputTokens" bigint, "cachedInputTokens" bigint, "cacheWriteTokens" bigint, "outputTokens" bigint,
  "reasoningTokens" bigint, "costPicoUsd" bigint`;
const FIGURE_COLUMNS = sql.raw(
  "input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_pico_usd",
);
const FIGURE_NAMES = sql.raw(
  `"inputTokens", "cachedInputTokens", "cacheWriteTokens", "outputTokens", "reasoningTokens", "costPicoUsd"`,
);

function insertEntries(rows: readonly Row[]): SQL {
  const columns = `id uuid, kind text, "attemptId" uuid, "runId" uuid, "userId" uuid, "threadId" uuid,
    "departmentId" uuid, "apiKeyId" uuid, "assistantId" uuid, purpose text, provider text, model text,
    "priceId" uuid, "serviceTier" text, ${FIGURES}, certainty text, "certaintyReason" text, "overrunPicoUsd" bigint,
    simulated boolean, "inBudgets" boolean, "adjustedBy" uuid, "adjustedWhy" text, "occurredAt" timestamptz, day date`;
  return sql`
    insert into entries (id, kind, attempt_id, run_id, user_id, thread_id, department_id, api_key_id, assistant_id,
      purpose, provider, model, price_id, service_tier, ${FIGURE_COLUMNS}, certainty, certainty_reason,
      overrun_pico_usd, simulated, in_budgets, adjusted_by, adjusted_why, occurred_at, day)
    select id, kind, "attemptId", "runId", "userId", "threadId", "departmentId", "apiKeyId", "assistantId",
      purpose, provider, model, "priceId", "serviceTier", ${FIGURE_NAMES}, certainty, "certaintyReason",
      "overrunPicoUsd", simulated, "inBudgets", "adjustedBy", "adjustedWhy", "occurredAt", day
    from ${recordset(rows, columns)}`;
}

const SUM_COLUMNS = sql`calls, answers, ${FIGURE_COLUMNS}, estimated_pico_usd`;
const SUMS = sql.raw(
  ["calls", "answers", ...names(FIGURES), '"estimatedPicoUsd"'].map((name) => `sum(${name})`).join(", "),
);
const SUM_TYPES = `calls int, answers int, ${FIGURES}, "estimatedPicoUsd" bigint`;

function addToDays(rows: readonly Row[]): SQL {
  const columns = `"userId" uuid, "departmentId" uuid, day date, provider text, model text, purpose text, ${SUM_TYPES}`;
  return sql`
    insert into usage_days (user_id, day, provider, model, purpose, department_id, ${SUM_COLUMNS})
    select "userId", day, provider, model, purpose, "departmentId", ${SUMS} from ${recordset(rows, columns)}
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
    on conflict on constraint usage_days_key do update set ${added("usage_days")}`;
}

function addToThreads(rows: readonly Row[]): SQL {
  const columns = `"userId" uuid, "threadId" uuid, month date, ${SUM_TYPES}`;
  return sql`
    insert into usage_threads (user_id, thread_id, month, ${SUM_COLUMNS})
    select "userId", "threadId", month, ${SUMS} from ${recordset(rows, columns)}
    group by 1, 2, 3 order by 2, 3
    on conflict (thread_id, month) do update set ${added("usage_threads")}`;
}

/** Of the day of the call itself, whenever its price comes; before the attempt says what it is now. */
function addToUnpriced(rows: readonly Row[]): SQL {
  return sql`
    insert into unpriced_days (user_id, day, provider, model, purpose, department_id, assistant_id, calls)
    select e.user_id, e.day, e.provider, e.model, e.purpose, e.department_id, e.assistant_id,
      sum(case when s.is_unpriced then 1 else -1 end)
    from (
      select "attemptId" as id, (array_agg(certainty order by place desc))[1] = 'unpriced' as is_unpriced
      from ${recordset(rows, `place int, "attemptId" uuid, certainty text`)}
      group by 1) s
    join attempts a on a.id = s.id and s.is_unpriced <> (a.certainty is not distinct from 'unpriced')
    join entries e on e.attempt_id = s.id and e.kind = 'usage'
    group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7
    on conflict on constraint unpriced_days_key do update set calls = unpriced_days.calls + excluded.calls`;
}

/** `column = table.column + excluded.column` for every sum of a roll-up. */
function added(table: string): SQL {
  const columns = ["calls", "answers", "input_tokens", "cached_input_tokens", "cache_write_tokens"];
  columns.push("output_tokens", "reasoning_tokens", "cost_pico_usd", "estimated_pico_usd");
  return sql.raw(columns.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(", "));
}

/** An attempt's figures are the sum of its entries and its certainty is that of the last one; with its first entry it ends. */
function addToAttempts(rows: readonly Row[]): SQL {
  const columns = `place int, "attemptId" uuid, ${FIGURES}, certainty text, "certaintyReason" text`;
  return sql`
    update attempts a set
      input_tokens = a.input_tokens + s.input_tokens, cached_input_tokens = a.cached_input_tokens + s.cached_input_tokens,
      cache_write_tokens = a.cache_write_tokens + s.cache_write_tokens, output_tokens = a.output_tokens + s.output_tokens,
      reasoning_tokens = a.reasoning_tokens + s.reasoning_tokens,
      cost_pico_usd = coalesce(a.cost_pico_usd, 0) + s.cost_pico_usd, certainty = s.certainty,
      certainty_reason = s.certainty_reason, ended_at = coalesce(a.ended_at, now())
    from (
      select "attemptId" as id, sum("inputTokens") as input_tokens, sum("cachedInputTokens") as cached_input_tokens,
        sum("cacheWriteTokens") as cache_write_tokens, sum("outputTokens") as output_tokens,
        sum("reasoningTokens") as reasoning_tokens, sum("costPicoUsd") as cost_pico_usd,
        (array_agg(certainty order by place desc))[1] as certainty,
        (array_agg("certaintyReason" order by place desc))[1] as certainty_reason
      from ${recordset(rows, columns)}
      group by 1) s
    where a.id = s.id and ${isOneOf(
      sql`a.id`,
      rows.map(({ attemptId }) => attemptId),
    )}`;
}

function names(columns: string): string[] {
  return columns.split(",").map((column) => column.trim().split(" ")[0] ?? "");
}
