import type { RunOutcome, RunStatus, RunView } from "@/lib/assistants/types";
import { toDecimalUsd } from "@/lib/money";

/** What the line under an answer says, the same for a stored answer and for one that just ended. */
export type AnswerFacts = Omit<RunOutcome, "messageId" | "text">;

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
