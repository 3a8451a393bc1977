import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { ProviderError, streamAnswer } from "@/lib/providers";
import type { FinishReason, ProviderMessage, UsageReport } from "@/lib/providers/types";
import type { Attempt } from "./hold";
import { leaseEnd } from "./leases";
import { state } from "./live";

export type CallResult = {
  text: string;
  responseId: string | null;
  /** Null when the call failed or was aborted. */
  finish: { reason: FinishReason; report: UsageReport } | null;
  failure: ProviderError | null;
  firstTokenAt: Date | null;
};

export type Call = {
  attempt: Attempt;
  messages: ProviderMessage[];
  signal: AbortSignal;
  onText?: (text: string) => void;
};

/**
 * The one place from which a provider is called: marks the attempt as dispatched, commits, and only then asks.
 * Null when the attempt is no longer ours. Never throws for what a provider does; the result says it.
 */
export async function callProvider(db: Conn, call: Call): Promise<CallResult | null> {
  if (!(await markDispatched(db, call.attempt))) return null;
  const { target, outputTokensMax, threadId } = call.attempt;
  const result: CallResult = { text: "", responseId: null, finish: null, failure: null, firstTokenAt: null };
  const request = { model: target.model, messages: call.messages, outputTokensMax, cacheKey: threadId };
  try {
    for await (const event of streamAnswer(target.provider, request, { signal: call.signal })) {
      if (event.type === "started") result.responseId = event.responseId;
      else if (event.type === "finished") result.finish = { reason: event.reason, report: event.report };
      else {
        result.firstTokenAt ??= new Date();
        result.text += event.text;
        call.onText?.(event.text);
      }
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    result.failure = error;
  }
  return result;
}

async function markDispatched(db: Conn, attempt: Attempt): Promise<boolean> {
  const rows = await db.execute(sql`
    with mine as (
      update attempts set dispatched_at = now(), lease_expires_at = ${leaseEnd}
      where id = ${attempt.attemptId} and lease_owner = ${state.processId}
        and dispatched_at is null and ended_at is null
      returning run_id, purpose),
    begun as (
      update runs set status = case status when 'queued' then 'in_progress' else status end, started_at = now()
      from mine where runs.id = mine.run_id and mine.purpose = 'answer')
    select 1 from mine`);
  return rows.length === 1;
}
