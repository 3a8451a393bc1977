import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { answersOf, type Days } from "./days";
import { CACHEABLE_TOKENS } from "./limits";
import { type CallRow, toCall } from "./trouble-calls";
import type { RepeatingCall } from "./types";

type Row = CallRow & { repeated: string; kept: string };

/** The answers whose threads had sent most of their input before without a cache that kept it. */
export async function readRepeatingCalls(conn: Conn, days: Days, limit: number): Promise<RepeatingCall[]> {
  const rows = await conn.execute<Row>(sql`
    with answers as (
      select e.*, lag(e.input_tokens) over (partition by e.thread_id, e.provider, e.model order by e.occurred_at, e.id)
        as sent_before
      from entries e where ${answersOf(days)}),
    first as (
      select a.*, least(sent_before, input_tokens) as repeated, least(cached_input_tokens, sent_before) as kept
      from answers a
      where sent_before >= ${CACHEABLE_TOKENS}::int and input_tokens >= ${CACHEABLE_TOKENS}::int
        and least(sent_before, input_tokens) > least(cached_input_tokens, sent_before)
      order by least(sent_before, input_tokens) - least(cached_input_tokens, sent_before) desc, id limit ${limit}::int)
    select e.run_id, e.user_id, u.name, e.provider, e.model, e.occurred_at, e.day::text as day, e.input_tokens,
      e.output_tokens, e.cost_pico_usd as cost, e.repeated, e.kept
    from first e join users u on u.id = e.user_id order by e.repeated - e.kept desc, e.id`);
  return rows.map((row) => ({
    ...toCall(row),
    repeatedTokens: Number(row.repeated),
    keptTokens: Number(row.kept),
  }));
}
