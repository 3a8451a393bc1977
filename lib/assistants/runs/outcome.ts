import type { IncompleteReason, RunStatus } from "../types";
import type { CallResult } from "./call";
import type { StopReason } from "./live";

export type Ending = {
  status: RunStatus;
  incompleteReason: IncompleteReason | null;
  error: { code: string; message: string } | null;
};

/** How a run ends, from what its call came to. */
export function endingOf(
  result: CallResult,
  situation: { stopReason: StopReason | null; cutToBudget: boolean },
): Ending {
  if (result.finish) return finished(result.finish.reason, situation.cutToBudget);
  if (situation.stopReason === "member") return { status: "cancelled", incompleteReason: null, error: null };
  if (situation.stopReason === "shutdown") {
    return incomplete(
      "interrupted",
      "Purser was restarted while this answer was written. What arrived is kept; you can retry.",
    );
  }
  const message =
    result.failure?.message ?? "The model's answer ended before it was complete. You can retry.";
  if (result.text) return incomplete("interrupted", message, result.failure?.failure);
  return {
    status: "failed",
    incompleteReason: null,
    error: { code: result.failure?.failure ?? "cut", message },
  };
}

function finished(reason: "stop" | "length" | "content_filter", cutToBudget: boolean): Ending {
  if (reason === "stop") return { status: "completed", incompleteReason: null, error: null };
  if (reason === "content_filter") {
    return incomplete("content_filter", "The provider's content filter ended this answer.");
  }
  return {
    status: "incomplete",
    incompleteReason: cutToBudget ? "budget" : "max_output_tokens",
    error: null,
  };
}

function incomplete(incompleteReason: IncompleteReason, message: string, code = "interrupted"): Ending {
  return { status: "incomplete", incompleteReason, error: { code, message } };
}
