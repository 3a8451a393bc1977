import { sql } from "drizzle-orm";

/** The sums of every roll-up, as columns and as what rows of another roll-up add up to. */
export const SUM_COLUMNS = sql.raw(
  `calls, answers, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
    cost_pico_usd, estimated_pico_usd`,
);
export const ADDED = sql.raw(
  `sum(calls), sum(answers), sum(input_tokens), sum(cached_input_tokens), sum(cache_write_tokens),
    sum(output_tokens), sum(reasoning_tokens), sum(cost_pico_usd), sum(estimated_pico_usd)`,
);
