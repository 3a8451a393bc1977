import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { answersOf, type Days } from "./days";
import type { TroubleCall } from "./types";

export type CallRow = {
  run_id: string;
  user_id: string;
  name: string;
  provider: string;
  model: string;
  occurred_at: string;
  /** In the organisation's zone. */
  day: string;
  input_tokens: string;
  output_tokens: string;
  cost: string;
};

type Wanted = { order: SQL; condition?: SQL; limit: number };

/** Answers of the days, the first of an order. */
export async function readTroubleCalls(
  conn: Conn,
  days: Days,
  { order, condition, limit }: Wanted,
): Promise<TroubleCall[]> {
  const rows = await conn.execute<CallRow>(sql`
    with first as (
      select e.* from entries e where ${answersOf(days)} ${condition ? sql`and ${condition}` : sql``}
      order by ${order}, e.id limit ${limit}::int)
    select e.run_id, e.user_id, u.name, e.provider, e.model, e.occurred_at, e.day::text as day, e.input_tokens,
      e.output_tokens, e.cost_pico_usd as cost
    from first e join users u on u.id = e.user_id order by ${order}, e.id`);
  return rows.map(toCall);
}

export function toCall(row: CallRow): TroubleCall {
  return {
    runId: row.run_id,
    ...{ memberId: row.user_id, memberName: row.name, provider: row.provider, model: row.model },
    ...{ occurredAt: new Date(row.occurred_at), day: row.day },
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    costPicoUsd: BigInt(row.cost),
  };
}
