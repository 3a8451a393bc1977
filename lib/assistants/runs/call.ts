import type { Conn } from "@/db/client";
import { log } from "@/lib/log";
import { ProviderError, streamAnswer, streamCompletion } from "@/lib/providers";
import type {
  CompletionChunk,
  FinishReason,
  ProviderEvent,
  ProviderMessage,
  UsageReport,
} from "@/lib/providers/types";
import { countTokens } from "../context/count-tokens";
import type { Attempt } from "./attempt";
import { dispatchDesk, responseIdDesk } from "./dispatch-desk";
import { untilStored } from "./until-stored";

export type CallResult = {
  text: string;
  /** Tokens of the text, counted once for the judgement and for the message. */
  textTokens: number;
  responseId: string | null;
  /** Null when the call failed or was aborted. */
  finish: { reason: FinishReason; report: UsageReport } | null;
  failure: ProviderError | null;
  firstTokenAt: Date | null;
  /** From the dispatch to the first word, or to the end when none came. */
  silentMs: number;
};

export type Call = { attempt: Attempt; signal: AbortSignal; onText?: (text: string) => void } & Sent;

/** Messages of ours, of which `onTaken` says when they are not needed any more, or a program's own request, whose answer is passed on chunk by chunk. */
type Sent =
  | { messages: ProviderMessage[]; onTaken?: () => void }
  | { body: Record<string, unknown>; onChunk: (chunk: CompletionChunk) => void };

/**
 * The one place from which a provider is called: marks the attempt as dispatched, commits, and only then asks.
 * Null when the attempt is no longer ours. Never throws for what a provider does; the result says it.
 */
export async function callProvider(db: Conn, call: Call): Promise<CallResult | null> {
  const { attemptId } = call.attempt;
  if (!(await untilStored(() => dispatchDesk(db).ask(attemptId)))) return null;
  const { outputTokensMax } = call.attempt;
  const result: CallResult = {
    text: "",
    textTokens: 0,
    responseId: null,
    finish: null,
    failure: null,
    firstTokenAt: null,
    silentMs: 0,
  };
  const dispatchedAt = performance.now();
  const isTooLong = guardLength(outputTokensMax);
  try {
    for await (const event of ask(call)) {
      if ("messages" in call) call.onTaken?.();
      if (event.type === "started") {
        result.responseId = event.responseId;
        keepResponseId(db, { attemptId, responseId: event.responseId });
      } else if (event.type === "finished") {
        result.finish = { reason: event.reason, report: event.report };
      } else {
        if ("onChunk" in call) event.chunks?.forEach(call.onChunk);
        if (!event.text) continue;
        if (!result.firstTokenAt) result.silentMs = performance.now() - dispatchedAt;
        result.firstTokenAt ??= new Date();
        // Postgres has no NUL in text, and no answer needs one.
        const text = event.text.replaceAll("\0", "");
        result.text += text;
        call.onText?.(text);
        if (await isTooLong(text)) {
          result.finish = { reason: "length", report: { usage: null, fault: "missing" } };
          break;
        }
      }
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    result.failure = error;
  }
  if (!result.firstTokenAt) result.silentMs = performance.now() - dispatchedAt;
  result.textTokens = await countTokens(result.text);
  return result;
}

function ask(call: Call): AsyncGenerator<ProviderEvent> {
  const { target, outputTokensMax, threadId: cacheKey, serviceTier: tier } = call.attempt;
  const { provider, model } = target;
  const { signal } = call;
  if ("messages" in call) {
    return streamAnswer(provider, { model, messages: call.messages, outputTokensMax, cacheKey }, { signal });
  }
  const serviceTier = tier === "flex" ? tier : "default";
  const request = { model, body: call.body, outputTokensMax, serviceTier, cacheKey } as const;
  return streamCompletion(provider, request, { signal });
}

const COUNTED_EVERY_CHARACTERS = 250;
/** How far another tokenizer may let an answer run beyond our count before it counts as not obeying its limit. */
const LENGTH_FACTOR = 1.5;

/** True once a text is longer than was asked and paid for: leaving the loop then ends the provider's work. */
function guardLength(outputTokensMax: number): (text: string) => Promise<boolean> {
  let uncounted = "";
  let tokens = 0;
  return async (text) => {
    uncounted += text;
    if (uncounted.length < COUNTED_EVERY_CHARACTERS) return false;
    tokens += await countTokens(uncounted);
    uncounted = "";
    return tokens > outputTokensMax * LENGTH_FACTOR;
  };
}

/** In the background: the call does not wait for it, and without it an attempt merely stays estimated. */
function keepResponseId(
  db: Conn,
  { attemptId, responseId }: { attemptId: string; responseId: string | null },
): void {
  if (responseId === null) return;
  responseIdDesk(db)
    .ask({ attemptId, responseId })
    .catch((error: unknown) => log.warn({ err: error, attemptId }, "a response id could not be kept"));
}
