import type { ImportedView, RunOutcome, RunStatus, RunView } from "@/lib/assistants/types";
import { toDecimalUsd } from "@/lib/money";

/** What the line under an answer says, the same for a stored answer and for one that just ended. */
export type AnswerFacts = Omit<RunOutcome, "messageId" | "text"> & {
  /** It came in with a file, which says the rest: what it cost is not this organisation's. */
  imported?: boolean;
};

const SETTLED: ReadonlySet<RunStatus> = new Set([
  "cancelled",
  "failed",
  "completed",
  "incomplete",
  "expired",
]);

export function isSettled(status: RunStatus): boolean {
  return SETTLED.has(status);
}

export function factsOf(run: RunView): AnswerFacts {
  return {
    status: run.status,
    model: run.model,
    assistantName: run.assistantName,
    simulated: run.simulated,
    costUsd: run.cost && toDecimalUsd(run.cost.costPicoUsd),
    certainty: run.cost?.certainty ?? null,
    usage: run.cost?.usage ?? null,
    durationMs: run.durationMs,
    cutToBudget: run.cutToBudget,
    downgradeReason: run.downgradeReason,
    incompleteReason: run.incompleteReason,
    error: run.error,
  };
}

/** Whether an answer has words and ended before it was complete, so that it can go on. */
export function canGoOn({ status, incompleteReason }: AnswerFacts, text: string): boolean {
  return isSettled(status) && status !== "completed" && incompleteReason !== "content_filter" && text !== "";
}

/** The same of an answer from a file. Null: nothing is known of it, since the one that it is a copy of was erased. */
export function factsOfImported(view: ImportedView | null): AnswerFacts {
  const { input = 0, output = 0 } = view?.tokens ?? {};
  const usage = {
    ...{ inputTokens: input, cachedInputTokens: 0, cacheWriteTokens: 0 },
    ...{ outputTokens: output, reasoningTokens: 0 },
  };
  return {
    imported: view !== null,
    status: view?.status ?? "completed",
    model: view?.model ?? "",
    assistantName: view?.assistantName ?? null,
    simulated: false,
    costUsd: view?.costPicoUsd == null ? null : toDecimalUsd(view.costPicoUsd),
    certainty: view?.certainty ?? null,
    usage: view?.tokens ? usage : null,
    durationMs: null,
    cutToBudget: false,
    ...{ downgradeReason: null, incompleteReason: null, error: null },
  };
}

export type AnswerNote = { tone: "quiet" | "warn" | "bad"; words: string; offer: "retry" | "usage" | null };

/** What is worth saying about how an answer ended, and the one thing to do about it; null when it simply ended. */
export function noteOf(facts: AnswerFacts): AnswerNote | null {
  switch (facts.status) {
    case "failed":
      return {
        tone: "bad",
        words: facts.error?.message ?? "The answer could not be finished.",
        offer: facts.error?.code === "budget_exceeded" ? "usage" : "retry",
      };
    case "cancelled":
      return { tone: "quiet", words: "Stopped", offer: null };
    case "expired":
      return { tone: "bad", words: "The answer took too long and was ended.", offer: "retry" };
    case "incomplete":
      return incompleteNote(facts);
    default:
      return null;
  }
}

function incompleteNote(facts: AnswerFacts): AnswerNote {
  if (facts.incompleteReason === "interrupted") {
    const words = facts.error?.message ?? "The answer was interrupted. What had arrived is kept.";
    return { tone: "bad", words, offer: "retry" };
  }
  if (facts.incompleteReason === "content_filter") {
    return { tone: "warn", words: "Ended by the provider’s content filter", offer: null };
  }
  const cut = facts.cutToBudget || facts.incompleteReason === "budget";
  return {
    tone: "warn",
    words: cut ? "Shortened to fit your budget" : "Ended at the length limit",
    offer: null,
  };
}
