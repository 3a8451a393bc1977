import { type SQL, sql } from "drizzle-orm";
import { isOneOf, recordset } from "@/db/recordset";
import type { PlannedAttempt } from "./attempt";
import { leaseEnd } from "./leases";
import { state } from "./live";
import type { NewMessage, NewRun } from "./start-reads";

type NewThread = {
  threadId: string;
  userId: string;
  newTitle: string | null;
  assistantId: string | null;
  temporary?: boolean;
};

export function insertThreads(threads: readonly NewThread[]): SQL {
  const columns = '"threadId" uuid, "userId" uuid, "newTitle" text, "assistantId" uuid, temporary boolean';
  return sql`
    insert into threads (id, user_id, title, assistant_id, temporary, last_activity_at)
    select "threadId", "userId", "newTitle", "assistantId", coalesce(temporary, false), now() from ${recordset(threads, columns)}`;
}

/** Takes from sight what new messages stand in place of. */
export function hideReplaced(replaced: readonly { threadId: string; hidesAfter: number }[]): SQL {
  return sql`
    update messages m set shown = false from ${recordset(replaced, '"threadId" uuid, "hidesAfter" int')}
    where m.thread_id = item."threadId" and m.shown and m.position > item."hidesAfter" and ${isOneOf(
      sql`m.thread_id`,
      replaced.map(({ threadId }) => threadId),
    )}`;
}

export function insertMessages(messages: readonly NewMessage[]): SQL {
  const columns =
    '"messageId" uuid, "threadId" uuid, "userId" uuid, position int, "parentId" uuid, role text, content text, "contentTokens" int, "continuesId" uuid';
  return sql`
    insert into messages (id, thread_id, user_id, position, parent_id, role, content, content_tokens, continues_id)
    select "messageId", "threadId", "userId", position, "parentId", role, content, "contentTokens", "continuesId"
    from ${recordset(messages, columns)}`;
}

export function insertRuns(
  runs: readonly (NewRun & { outputTokensMax: number; cutToBudget: boolean })[],
): SQL {
  const columns = `"runId" uuid, "userId" uuid, "threadId" uuid, "apiKeyId" uuid, "userMessageId" uuid,
    "answerMessageId" uuid, provider text, model text, "requestedModel" text, "downgradeReason" text,
    "outputTokensMax" int, "cutToBudget" boolean, "idempotencyKey" text, "requestHash" text, "createdAt" timestamptz`;
  return sql`
    insert into runs (id, user_id, thread_id, api_key_id, user_message_id, answer_message_id, provider, model,
      requested_model, downgrade_reason, status, output_tokens_max, cut_to_budget, idempotency_key, request_hash, created_at)
    select "runId", "userId", "threadId", "apiKeyId", "userMessageId", "answerMessageId", provider, model,
      "requestedModel", "downgradeReason", 'queued', "outputTokensMax", "cutToBudget", "idempotencyKey", "requestHash", "createdAt"
    from ${recordset(runs, columns)}`;
}

/** With the member's department as it is under the budgets lock; answers it for each attempt. */
export function insertAttempts(attempts: readonly PlannedAttempt[]): SQL {
  const rows = attempts.map(({ target, ...attempt }) => ({
    ...attempt,
    provider: target.provider.id,
    model: target.model,
    priceId: target.price?.id ?? null,
  }));
  const columns = `"attemptId" uuid, "runId" uuid, "userId" uuid, "threadId" uuid, "apiKeyId" uuid, "assistantId" uuid, purpose text,
    number int, provider text, model text, "priceId" uuid, "serviceTier" text, "inputTokensCounted" int,
    "inputTokensLikely" int, "outputTokensMax" int`;
  return sql`
    insert into attempts (id, run_id, user_id, thread_id, department_id, api_key_id, assistant_id, purpose, number, provider, model,
      price_id, service_tier, input_tokens_counted, input_tokens_likely, output_tokens_max, lease_owner, lease_expires_at)
    select "attemptId", "runId", "userId", "threadId", u.department_id, "apiKeyId", "assistantId", purpose, number, provider, model,
      "priceId", "serviceTier", "inputTokensCounted", "inputTokensLikely", "outputTokensMax", ${state.processId}::uuid, ${leaseEnd}
    from ${recordset(rows, columns)} join users u on u.id = item."userId"
    returning id, department_id`;
}
