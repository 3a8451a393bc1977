import { type SQL, sql } from "drizzle-orm";
import { isOneOf, recordset } from "@/db/recordset";
import type { Ending } from "./outcome";

export const ACTIVE_STATUSES = ["queued", "in_progress", "requires_action", "cancelling"] as const;

/** When a provider is first asked again about a call whose usage it did not tell. */
const ASK_AGAIN_SECONDS = 5;

export type FinalAnswer = {
  runId: string;
  answerMessageId: string | null;
  text: string;
  textTokens: number;
  lastEventId: number;
  firstTokenAt: Date | null;
  ending: Ending;
};

/** Marks threads as active now, which locks them until the commit, in the order of their ids. */
export function touchThreads(threadIds: readonly string[]): SQL {
  return sql`
    with due as (
      select id from threads where id = any(${sql.param([...threadIds])}::uuid[]) order by id for no key update)
    update threads set last_activity_at = now() from due where threads.id = due.id`;
}

/** Names threads that still bear their first message; answers which. */
export function nameThreads(named: readonly { threadId: string; title: string }[]): SQL {
  return sql`
    with due as (
      select t.id, title_given from threads t
      join (select "threadId", title as title_given from ${recordset(named, '"threadId" uuid, title text')}) given
        on given."threadId" = t.id
      where t.title_source = 'first_message' and t.deleted_at is null order by t.id for no key update of t)
    update threads set title = due.title_given, title_source = 'model' from due where threads.id = due.id
    returning threads.id`;
}

export function endAttempts(
  ends: readonly { attemptId: string; responseId: string | null; canBeAsked: boolean }[],
): SQL {
  return sql`
    update attempts a set ended_at = coalesce(a.ended_at, now()),
      provider_response_id = coalesce(e."responseId", a.provider_response_id),
      ask_again_at = case when e."canBeAsked" then now() + make_interval(secs => ${ASK_AGAIN_SECONDS}) end
    from (select * from ${recordset(ends, '"attemptId" uuid, "responseId" text, "canBeAsked" boolean')}) e
    where a.id = e."attemptId" and ${isOneOf(
      sql`a.id`,
      ends.map(({ attemptId }) => attemptId),
    )}`;
}

/** Makes runs final. A run is locked before its message, as by every checkpoint. */
export function finishRuns(finals: readonly FinalAnswer[]): SQL {
  const rows = finals.map(({ runId, lastEventId, firstTokenAt, ending }) => ({
    ...{ runId, lastEventId, firstTokenAt, status: ending.status, incompleteReason: ending.incompleteReason },
    errorCode: ending.error?.code ?? null,
    errorMessage: ending.error?.message ?? null,
  }));
  const columns = `"runId" uuid, "lastEventId" int, "firstTokenAt" timestamptz, status text, "incompleteReason" text,
    "errorCode" text, "errorMessage" text`;
  return sql`
    with final as (select * from ${recordset(rows, columns)}),
    due as (
      select r.id from runs r join final on final."runId" = r.id
      where ${isOneOf(
        sql`r.id`,
        finals.map(({ runId }) => runId),
      )} and r.status in ('queued', 'in_progress', 'requires_action', 'cancelling') order by r.id for no key update of r)
    update runs r set status = final.status, incomplete_reason = final."incompleteReason", error_code = final."errorCode",
      error_message = final."errorMessage", checkpoint_event_id = final."lastEventId",
      first_token_at = final."firstTokenAt", ended_at = now()
    from final join due on due.id = final."runId"
    where r.id = due.id and ${isOneOf(
      sql`r.id`,
      finals.map(({ runId }) => runId),
    )}`;
}

export function writeAnswers(finals: readonly FinalAnswer[]): SQL {
  const rows = finals.map(({ answerMessageId, text, textTokens }) => ({ answerMessageId, text, textTokens }));
  return sql`
    update messages m set content = a.text, content_tokens = a."textTokens"
    from (select * from ${recordset(rows, '"answerMessageId" uuid, text text, "textTokens" int')}) a
    where m.id = a."answerMessageId" and ${isOneOf(
      sql`m.id`,
      finals.flatMap(({ answerMessageId }) => answerMessageId ?? []),
    )}`;
}

/** Which of these ended attempts this process owned to the end. */
export function selectMine(attemptIds: readonly string[], processId: string): SQL {
  return sql`
    select id from attempts where id = any(${sql.param([...attemptIds])}::uuid[])
      and lease_owner = ${processId}::uuid and ended_at is not null`;
}
