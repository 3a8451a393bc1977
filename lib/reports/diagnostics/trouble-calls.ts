import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { type CallKind, candidatesOf, KINDS } from "./answers";
import type { Days } from "./days";
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

type Wanted = { kind: CallKind; limit: number };

/** Answers of the days, the first of their kind; at most as many as are kept of a day. */
export async function readTroubleCalls(
  conn: Conn,
  days: Days,
  { kind, limit }: Wanted,
): Promise<TroubleCall[]> {
  const { condition, order } = KINDS[kind];
  const rows = await conn.execute<CallRow>(sql`
    with first as (
      select e.* from (${candidatesOf(days, kind)}) e where ${condition} order by ${order} limit ${limit}::int)
    select ${CALL_COLUMNS} from first e join users u on u.id = e.user_id order by ${order}`);
  return rows.map(toCall);
}

/** Of an answer `e` and its member `u`, as `toCall` reads them. */
export const CALL_COLUMNS = sql.raw(
  `e.run_id, e.user_id, u.name, e.provider, e.model, e.occurred_at, e.day::text as day, e.input_tokens,
    e.output_tokens, e.cost_pico_usd as cost`,
);

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
