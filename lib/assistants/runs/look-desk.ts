import { sql } from "drizzle-orm";
import { deskPerConnection } from "@/db/desk";
import { recordset } from "@/db/recordset";
import { AppError } from "@/lib/errors";
import type { Plan } from "@/lib/org/types";
import type { Answering } from "../assistants/answering";
import { maySee } from "../assistants/visible";

type LookAsk = {
  userId: string;
  idempotencyKey: string;
  threadId: string | null;
  /** Looked at for a new thread alone. */
  assistantId: string | null;
};

/** What a start has to know first. */
export type Look = {
  plan: Plan | null;
  /** The thread's assistant, or the one asked for; null where there is none. */
  assistant: Answering | null;
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
  assistant_id: string | null;
  assistant_name: string;
  instructions: string;
  instructions_tokens: number;
  assistant_model: string | null;
  assistant_output_tokens_max: number | null;
  is_in_gallery: boolean;
  is_visible: boolean;
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
      p.request_pico_usd_max, a.id as assistant_id, a.name as assistant_name, a.instructions, a.instructions_tokens,
      a.model as assistant_model, a.output_tokens_max as assistant_output_tokens_max,
      a.archived_at is null as is_in_gallery,
      coalesce(${maySee({ member: sql`u`, assistant: sql`a` })}, false) as is_visible,
      r.id as run_id, r.thread_id, r.user_message_id, r.answer_message_id, r.request_hash,
      last.id as last_id, ends.position as last_position
    from ${recordset(
      asks.map((ask, n) => ({ n, ...ask })),
      'n int, "userId" uuid, "idempotencyKey" text, "threadId" uuid, "assistantId" uuid',
    )}
    join users u on u.id = item."userId" left join plans p on p.id = u.plan_id
    left join threads t on t.id = item."threadId" and t.user_id = u.id
    left join assistants a on a.id = case when item."threadId" is null then item."assistantId" else t.assistant_id end
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
  return { plan: planOf(row), assistant: assistantOf(row), started: startedOf(row), last: lastOf(row) };
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

function assistantOf(row: Raw): Answering | null {
  if (row.assistant_id === null) return null;
  return {
    assistantId: row.assistant_id,
    name: row.assistant_name,
    instructions: { content: row.instructions, contentTokens: row.instructions_tokens },
    model: row.assistant_model,
    outputTokensMax: row.assistant_output_tokens_max,
    isInGallery: row.is_in_gallery,
    isVisible: row.is_visible,
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
