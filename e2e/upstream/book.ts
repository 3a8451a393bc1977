import type { Dialect, ModelCall } from "@/lib/providers/demo/call";

export type CallOutcome = "running" | "completed" | "refused" | "cut" | "disconnected";

/** One call as the upstream saw it; the other side of the ledger. */
export type BookedCall = {
  id: number;
  dialect: Dialect;
  model: string;
  purpose: "answer" | "title";
  inputTokens: number;
  cachedInputTokens: number;
  /** Tokens sent so far, with the reasoning that came before them. */
  outputTokens: number;
  reasoningTokens: number;
  outputTokensMax: number | null;
  status: number;
  outcome: CallOutcome;
  clientDisconnected: boolean;
};

const REQUESTS_KEPT_MAX = 500;

/** Every call since the start or the last reset, in order. */
export function createBook() {
  let calls: BookedCall[] = [];
  let requests: { id: number; path: string; body: unknown }[] = [];

  return {
    open(call: ModelCall, purpose: BookedCall["purpose"]): BookedCall {
      const entry: BookedCall = {
        id: calls.length + 1,
        dialect: call.dialect,
        model: call.model,
        purpose,
        inputTokens: 0,
        cachedInputTokens: 0,
        outputTokens: 0,
        reasoningTokens: 0,
        outputTokensMax: Number.isFinite(call.outputTokensMax) ? call.outputTokensMax : null,
        status: 200,
        outcome: "running",
        clientDisconnected: false,
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
