import { sql } from "drizzle-orm";

/**
 * For a lateral join with `threads`: what a thread has cost and used with those that were merged into it, by the
 * ledger and by the file that it came from. `estimated` is the part of the cost that is not exact.
 */
export const threadSums = sql`(
  select coalesce(sum(cost), 0) as cost, coalesce(sum(estimated), 0) as estimated, coalesce(sum(tokens), 0) as tokens
  from (
    select u.cost_pico_usd as cost, u.estimated_pico_usd as estimated, u.input_tokens + u.output_tokens as tokens
    from usage_threads u where u.thread_id = "threads"."id" union all
    select "threads"."imported_pico_usd", ${inexact('"threads"')}, "threads"."imported_tokens" union all
    select coalesce(part.imported_pico_usd, 0) + u.cost, ${inexact("part")} + u.estimated, coalesce(part.imported_tokens, 0) + u.tokens
    from threads part cross join lateral (
      select coalesce(sum(cost_pico_usd), 0) as cost, coalesce(sum(estimated_pico_usd), 0) as estimated,
        coalesce(sum(input_tokens + output_tokens), 0) as tokens
      from usage_threads where thread_id = part.id) u
    where part.merged_into_id = "threads"."id") all_of_it) sums`;

function inexact(table: string) {
  return sql.raw(
    `case when ${table}.imported_certainty <> 'exact' then ${table}.imported_pico_usd else 0 end`,
  );
}
