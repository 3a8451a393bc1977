import { sql } from "drizzle-orm";
import { idAt } from "./random";
import type { SeedConn } from "./types";

/** A day's entries and their sums by day, as settlements would have written them. */
export async function writeEntries(conn: SeedConn, day: string): Promise<void> {
  await conn.execute(sql`
    insert into entries (id, kind, attempt_id, run_id, user_id, thread_id, department_id, assistant_id, purpose, provider,
      model, price_id, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_pico_usd, certainty,
      certainty_reason, occurred_at, day, recorded_at)
    select ${idAt(sql`ended_at`, sql`seq * 2 + (purpose = 'title')::int`, 15)}, 'usage', attempt_id, run_id, user_id,
      thread_id, department_id, assistant_id, purpose, provider, model, price_id, input, cached, output, reasoning, cost,
      certainty, reason, at, ${day}::date, ended_at
    from seed_calls order by ended_at`);
  await conn.execute(sql`
    insert into usage_days (user_id, department_id, day, provider, model, purpose, ${SUM_COLUMNS})
    select user_id, department_id, ${day}::date, provider, model, purpose, ${SUMS} from seed_calls group by 1, 2, 4, 5, 6`);
  await conn.execute(sql`
    insert into unpriced_days (user_id, department_id, assistant_id, day, provider, model, purpose, calls)
    select user_id, department_id, assistant_id, ${day}::date, provider, model, purpose, count(*)
    from seed_calls where certainty = 'unpriced' group by 1, 2, 3, 5, 6, 7`);
}

/** What the entries of a day point at: threads, runs, attempts and their holds, with the threads' own sums. */
export async function writeRuns(conn: SeedConn, day: string): Promise<void> {
  await conn.execute(sql`
    insert into runs (id, user_id, thread_id, user_message_id, answer_message_id, provider, model, status,
      output_tokens_max, idempotency_key, request_hash, created_at, started_at, first_token_at, ended_at)
    select run_id, user_id, thread_id, ${idAt(sql`at`, sql`seq`, 16)}, ${idAt(sql`at`, sql`seq`, 17)}, provider, model,
      case reason when 'stopped' then 'cancelled' else 'completed' end, 4096, run_id::text, '', at, at,
      at + interval '600 milliseconds', ended_at
    from seed_calls where purpose = 'answer' order by at`);
  await conn.execute(sql`
    insert into attempts (id, run_id, user_id, thread_id, department_id, assistant_id, purpose, number, provider, model,
      price_id, input_tokens_counted, input_tokens_likely, output_tokens_max, lease_expires_at, dispatched_at, ended_at,
      input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_pico_usd, certainty, certainty_reason)
    select attempt_id, run_id, user_id, thread_id, department_id, assistant_id, purpose, 1, provider, model, price_id,
      input + 20, input, 4096, ended_at, at, ended_at, input, cached, output, reasoning, cost, certainty, reason
    from seed_calls order by at`);
  await conn.execute(sql`
    insert into reservations (id, attempt_id, user_id, amount_pico_usd, state, occurred_at, closed_at)
    select ${idAt(sql`at`, sql`seq * 2 + (purpose = 'title')::int`, 18)}, attempt_id, user_id, cost + cost / 2, 'posted', at, ended_at
    from seed_calls order by at`);
  await conn.execute(sql`
    insert into usage_threads (user_id, thread_id, month, ${SUM_COLUMNS})
    select user_id, thread_id, date_trunc('month', ${day}::date)::date, ${SUMS} from seed_calls group by 1, 2`);
}

const SUM_COLUMNS = sql.raw(
  `calls, answers, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_pico_usd, estimated_pico_usd`,
);
const SUMS = sql.raw(
  `count(*), count(*) filter (where purpose = 'answer'), sum(input), sum(cached), sum(output), sum(reasoning), sum(cost),
    coalesce(sum(cost) filter (where certainty <> 'exact'), 0)`,
);
