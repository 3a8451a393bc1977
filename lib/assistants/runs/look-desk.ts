import { sql } from "drizzle-orm";
import { deskPerConnection } from "@/db/desk";
import { recordset } from "@/db/recordset";
import { AppError } from "@/lib/errors";
import type { Plan } from "@/lib/org/types";

type LookAsk = { userId: string; idempotencyKey: string; threadId: string | null };

/** What a start has to know first. */
export type Look = {
  plan: Plan | null;
  /** The run that this member's key started before. */
  started: StartedRow | null;
  /** Where the member's thread ends; null where it has no message of theirs. */
  last: ThreadLast | null;
};

/** The last message that is shown, and the highest position, which a message of another branch may have. */
export type ThreadLast = { id: string; position: number };

export type StartedRow = {
  runId: string;
  threadId: string;
  userMessageId: string | null;
  answerMessageId: string | null;
  requestHash: string;
};

type Raw = {
  n: number;
  plan_id: string | null;
  plan_name: string;
  models: string[] | null;
  input_tokens_max: number | null;
  output_tokens_max: number | null;
  request_pico_usd_max: string | null;
  run_id: string | null;
  thread_id: string;
  user_message_id: string | null;
  answer_message_id: string | null;
  request_hash: string;
  last_id: string | null;
  last_position: number;
};

/** Looks for several starts in one statement where several come at once. */
export const lookDesk = deskPerConnection<LookAsk, Look>(async (db, asks) => {
  const rows = await db.execute<Raw>(sql`
    select item.n, p.id as plan_id, p.name as plan_name, p.models, p.input_tokens_max, p.output_tokens_max,
      p.request_pico_usd_max, r.id as run_id, r.thread_id, r.user_message_id, r.answer_message_id, r.request_hash,
      last.id as last_id, ends.position as last_position
    from ${recordset(
      asks.map((ask, n) => ({ n, ...ask })),
      'n int, "userId" uuid, "idempotencyKey" text, "threadId" uuid',
    )}
    join users u on u.id = item."userId" left join plans p on p.id = u.plan_id
    left join lateral (select * from runs where user_id = item."userId" and idempotency_key = item."idempotencyKey"
      limit 1) r on true
    left join lateral (select m.position from messages m
      where m.thread_id = item."threadId" and m.user_id = item."userId" order by m.position desc limit 1) ends on true
    left join lateral (select m.id from messages m where m.thread_id = item."threadId" and m.user_id = item."userId"
      and m.shown order by m.position desc limit 1) last on true`);
  const found = new Map(rows.map((row) => [row.n, toLook(row)]));
  return asks.map((_, n) => {
    const look = found.get(n);
    if (!look) throw new AppError("not_found", "This member does not exist.");
    return look;
  });
});

function toLook(row: Raw): Look {
  return { plan: planOf(row), started: startedOf(row), last: lastOf(row) };
}

function planOf(row: Raw): Plan | null {
  if (row.plan_id === null) return null;
  return {
    planId: row.plan_id,
    name: row.plan_name,
    models: row.models,
    inputTokensMax: row.input_tokens_max,
    outputTokensMax: row.output_tokens_max,
    requestPicoUsdMax: row.request_pico_usd_max === null ? null : BigInt(row.request_pico_usd_max),
  };
}

function startedOf(row: Raw): StartedRow | null {
  if (row.run_id === null) return null;
  const { run_id: runId, thread_id: threadId, user_message_id: userMessageId } = row;
  return {
    runId,
    threadId,
    userMessageId,
    answerMessageId: row.answer_message_id,
    requestHash: row.request_hash,
  };
}

function lastOf({ last_id: id, last_position: position }: Raw): Look["last"] {
  return id === null ? null : { id, position };
}
