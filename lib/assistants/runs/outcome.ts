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
  situation: { stopReason: StopReason | null; cutToBudget: boolean; hasImages?: boolean },
): Ending {
  if (result.finish) return finished(result.finish.reason, situation.cutToBudget);
  if (situation.stopReason === "member") return { status: "cancelled", incompleteReason: null, error: null };
  if (situation.stopReason === "shutdown") {
    return incomplete(
      "interrupted",
      "Purser was restarted while this answer was written. What arrived is kept; you can retry.",
    );
  }
  const message = situation.hasImages && isRefused(result) ? IMAGE_REFUSED : failureIn(result);
  if (result.text) return incomplete("interrupted", message, result.failure?.failure);
  return {
    status: "failed",
    incompleteReason: null,
    error: { code: result.failure?.failure ?? "cut", message },
  };
}

const IMAGE_REFUSED =
  "The provider did not accept this message with its image: edit the message and remove the image, or choose another model.";

/** Refused as it is; that a request is too long has a sentence of its own. */
function isRefused({ text, failure }: CallResult): boolean {
  const isTooLong = failure?.details.providerCode === "context_length_exceeded";
  return !text && failure?.failure === "bad_request" && !isTooLong;
}

function failureIn({ failure }: CallResult): string {
  return failure?.message ?? "The model's answer ended before it was complete. You can retry.";
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
