import { type SQL, sql } from "drizzle-orm";
import { isOneOf, recordset } from "@/db/recordset";

export type NewMessage = {
  messageId: string;
  threadId: string;
  userId: string;
  position: number;
  parentId: string | null;
  role: "user" | "assistant";
  content: string;
  contentTokens: number | null;
  /** The cut answer that this one goes on from. */
  continuesId: string | null;
};

export type NewRun = {
  runId: string;
  userId: string;
  threadId: string;
  apiKeyId: string | null;
  userMessageId: string | null;
  answerMessageId: string | null;
  provider: string;
  model: string;
  requestedModel: string | null;
  downgradeReason: string | null;
  idempotencyKey: string;
  requestHash: string;
  createdAt: Date;
};

type GoingOn = { threadId: string; userId: string };

/** Marks members' own threads as active now, out of the archive and not to be deleted, which locks them until the commit, in the order of their ids. */
export function lockThreads(threads: readonly GoingOn[]): SQL {
  return sql`
    with own as (
      select t.id from threads t
      join ${recordset(threads, '"threadId" uuid, "userId" uuid')} on item."threadId" = t.id and item."userId" = t.user_id
      where ${isOneOf(
        sql`t.id`,
        threads.map(({ threadId }) => threadId),
      )} and t.deleted_at is null and t.merged_into_id is null and t.api_key_id is null
      order by t.id for no key update of t)
    update threads set last_activity_at = now(), seen_at = now(), archived_at = null, deletes_at = null from own where threads.id = own.id returning threads.id`;
}

export type ThreadEnd = {
  thread_id: string;
  position: number;
  last_shown_id: string | null;
  is_answering: boolean;
};

/** Where threads and their chosen branches end now, and whether an answer is being written in them. */
export function readEnds(threads: readonly GoingOn[]): SQL {
  return sql`
    select "threadId" as thread_id,
      (select coalesce(max(m.position), 0) from messages m where m.thread_id = "threadId") as position,
      (select m.id from messages m where m.thread_id = "threadId" and m.shown order by m.position desc limit 1) as last_shown_id,
      exists (select 1 from runs r where r.thread_id = "threadId" and r.api_key_id is null
        and r.status in ('queued', 'in_progress', 'requires_action', 'cancelling')) as is_answering
    from ${recordset(threads, '"threadId" uuid')}`;
}
