import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { breakdownOf } from "./breakdown-sql";
import type { KindSum, MemberBreakdown, ReportInput } from "./types";

/**
 * The actor's month by kind of token, and what caches and cheaper models saved: read from the entries, each by the
 * price that it is pinned to, so that all lines together are the month's cost.
 */
export async function getMemberBreakdown(ctx: Ctx, input: ReportInput = {}): Promise<MemberBreakdown> {
  const [row] = await ctx.db.execute<Raw>(sql`
    with ${breakdownOf(ctx, input)}
    select
      ${KINDS},
      coalesce(sum(cost) filter (where certainty = 'estimated'), 0) as estimated_cost,
      coalesce(sum(input_tokens + output_tokens) filter (where certainty = 'estimated'), 0) as estimated_tokens,
      (select count(distinct attempt_id) from mine where certainty = 'estimated') as estimated_calls,
      coalesce(sum(cost) filter (where certainty = 'exact' and not is_split), 0) as corrected_cost,
      (select count(distinct attempt_id) from mine where certainty = 'exact' and not is_split) as corrected_calls,
      coalesce(sum(input_tokens + output_tokens) filter (where certainty = 'unpriced'), 0) as unpriced_tokens,
      (select count(distinct attempt_id) from mine where certainty = 'unpriced') as unpriced_calls,
      coalesce(sum(cache_saved) filter (where is_split), 0) as cache_saved,
      (select count(distinct run_id) from mine where is_split and cached_input_tokens <> 0) as cache_answers,
      coalesce(sum(downgrade_saved) filter (where is_split), 0) as downgrade_saved,
      (select count(distinct run_id) from mine where is_split and asked_rate is not null) as downgrade_answers
    from priced`);
  if (!row) throw new Error("A sum answers one row.");
  return toBreakdown(row);
}

const KINDS = sql.join(
  [
    ...[
      ...["plain_tokens", "cached_tokens", "write_tokens", "output_tokens", "reasoning_tokens"],
      ...["input_cost", "cached_cost", "write_cost", "output_cost", "reasoning_cost"],
    ].map((name) => {
      const column = sql.identifier(name);
      return sql`coalesce(sum(${column}) filter (where is_split), 0) as ${column}`;
    }),
    sql`coalesce(sum(cost - input_cost - cached_cost - write_cost - output_cost) filter (where is_split), 0) as rounding`,
  ],
  sql`, `,
);

/** Sums of bigints arrive as text. */
type Raw = Record<
  | "plain_tokens"
  | "cached_tokens"
  | "write_tokens"
  | "output_tokens"
  | "reasoning_tokens"
  | "input_cost"
  | "cached_cost"
  | "write_cost"
  | "output_cost"
  | "reasoning_cost"
  | "rounding"
  | "estimated_cost"
  | "estimated_tokens"
  | "estimated_calls"
  | "corrected_cost"
  | "corrected_calls"
  | "unpriced_tokens"
  | "unpriced_calls"
  | "cache_saved"
  | "cache_answers"
  | "downgrade_saved"
  | "downgrade_answers",
  string
>;

function toBreakdown(row: Raw): MemberBreakdown {
  const kind = (name: KindSum["kind"], tokens: string, cost: string): KindSum => ({
    ...{ kind: name, tokens: Number(tokens), costPicoUsd: BigInt(cost) },
  });
  return {
    tokens: {
      kinds: [
        kind("input", row.plain_tokens, row.input_cost),
        kind("cached", row.cached_tokens, row.cached_cost),
        kind("cache write", row.write_tokens, row.write_cost),
        kind("output", row.output_tokens, row.output_cost),
      ],
      reasoning: { tokens: Number(row.reasoning_tokens), costPicoUsd: BigInt(row.reasoning_cost) },
      roundingPicoUsd: BigInt(row.rounding),
      estimated: {
        calls: Number(row.estimated_calls),
        tokens: Number(row.estimated_tokens),
        costPicoUsd: BigInt(row.estimated_cost),
      },
      corrected: { calls: Number(row.corrected_calls), costPicoUsd: BigInt(row.corrected_cost) },
      unpriced: { calls: Number(row.unpriced_calls), tokens: Number(row.unpriced_tokens) },
    },
    cache: { answers: Number(row.cache_answers), savedPicoUsd: BigInt(row.cache_saved) },
    downgrade: { answers: Number(row.downgrade_answers), savedPicoUsd: BigInt(row.downgrade_saved) },
  };
}
