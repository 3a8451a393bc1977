import type { Dialect, ModelCall } from "@/lib/providers/demo/call";
import type { WireUsage } from "@/lib/providers/demo/wire";

export type CallOutcome = "running" | "completed" | "refused" | "cut" | "disconnected";

/**
 * One call as the upstream saw it; the other side of the ledger. The tokens are what it would charge, also when
 * the client left: all that was generated until that was noticed, with the reasoning before it.
 */
export type BookedCall = {
  id: number;
  dialect: Dialect;
  model: string;
  purpose: "answer" | "title";
  /** The beginning of the last user message. */
  text: string;
  /** Null until the answer begins. */
  responseId: string | null;
  /** Whether the response can be asked for by its id: Responses dialect alone, unless `store` was false. */
  stored: boolean;
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  outputTokensMax: number | null;
  status: number;
  outcome: CallOutcome;
  clientDisconnected: boolean;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number | null;
};

/** What was asked, as far as the book keeps it. */
export type Opened = { call: ModelCall; purpose: BookedCall["purpose"]; stored: boolean };

const TEXT_CHARACTERS_MAX = 200;
const REQUESTS_KEPT_MAX = 500;

/** Every call since the start or the last reset, in order. */
export function createBook() {
  let calls: BookedCall[] = [];
  let requests: { id: number; path: string; body: unknown }[] = [];

  return {
    open({ call, purpose, stored }: Opened): BookedCall {
      const entry: BookedCall = {
        id: calls.length + 1,
        dialect: call.dialect,
        model: call.model,
        purpose,
        text: call.lastUserText.slice(0, TEXT_CHARACTERS_MAX),
        responseId: null,
        stored,
        inputTokens: 0,
        cachedInputTokens: 0,
        cacheWriteTokens: 0,
        outputTokens: 0,
        reasoningTokens: 0,
        outputTokensMax: Number.isFinite(call.outputTokensMax) ? call.outputTokensMax : null,
        status: 200,
        outcome: "running",
        clientDisconnected: false,
        startedAt: Date.now(),
        endedAt: null,
      };
      calls.push(entry);
      return entry;
    },
    keepRequest(id: number, path: string, body: unknown): void {
      requests.push({ id, path, body });
      if (requests.length > REQUESTS_KEPT_MAX) requests.shift();
    },
    read: () => ({ calls, totals: totalsOf(calls) }),
    requests: () => requests,
    reset(): void {
      calls = [];
      requests = [];
    },
  };
}

/** A call's tokens as they stand in the book, to be sent. */
export function usageIn(entry: BookedCall): WireUsage {
  return {
    input: entry.inputTokens,
    cached: entry.cachedInputTokens,
    cacheWrite: entry.cacheWriteTokens,
    output: entry.outputTokens,
    reasoning: entry.reasoningTokens,
  };
}

export type Book = ReturnType<typeof createBook>;
export type BookView = ReturnType<Book["read"]>;

function totalsOf(calls: BookedCall[]) {
  const totals = { calls: calls.length, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
  for (const call of calls) {
    totals.inputTokens += call.inputTokens;
    totals.cachedInputTokens += call.cachedInputTokens;
    totals.outputTokens += call.outputTokens;
  }
  return totals;
}
