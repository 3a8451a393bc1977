import { AppError } from "@/lib/errors";
import type { ProviderError } from "@/lib/providers";
import type { ProviderFailure } from "@/lib/providers/types";

const RETRY_AFTER_MS_DEFAULT = 1_000;

/** What a program is told; what arrived is charged and not kept. */
const SENTENCES: Record<ProviderFailure, string> = {
  unauthorized: "The provider does not accept Purser's own key: an admin needs to check it.",
  rate_limited: "The provider is receiving too many requests: wait a moment, then try again.",
  bad_request: "The provider did not accept this request.",
  model_missing: "The provider does not offer this model: choose one of those under /v1/models.",
  unavailable: "The provider cannot be reached or is out of order: try again in a moment.",
  not_a_stream: "What answered is no stream of a model: an admin needs to check the provider's address.",
  malformed: "The model's answer arrived damaged; what arrived before is charged.",
  cut: "The model's answer was cut off before it was complete; what arrived is charged.",
  stalled: "The model stopped answering; what arrived is charged.",
  reported: "The provider reported a failure of the model; what arrived is charged.",
  aborted: "The request was ended before the answer was complete; what arrived is charged.",
};

/** The end of a call that failed, in words for a program. `mayHaveCost` keeps clients from repeating it by themselves. */
export function toProgramFailure(error: ProviderError, mayHaveCost: boolean): AppError {
  const { failure, objection, retryAfterMs, details } = error;
  const repeat = mayHaveCost ? { repeat: "no" } : {};
  const message = SENTENCES[failure];
  if (failure === "rate_limited" && details.providerCode !== "insufficient_quota") {
    const waitMs = String(Math.ceil(retryAfterMs ?? RETRY_AFTER_MS_DEFAULT));
    return new AppError("rate_limited", message, { cause: error, details: { retryAfterMs: waitMs } });
  }
  if (failure === "rate_limited") {
    const details = { code: "provider_account_used_up", repeat: "no" };
    return new AppError("provider_failed", error.message, { cause: error, details });
  }
  if (failure === "bad_request") {
    const { param, code } = objection ?? { param: null, code: null };
    return new AppError("invalid", objection?.message ?? message, {
      cause: error,
      details: { ...(param ? { param } : {}), ...(code ? { code } : {}) },
    });
  }
  if (failure === "model_missing") return modelNotFound(message, error);
  const isHopeless = failure === "unauthorized" || failure === "not_a_stream";
  return new AppError("provider_failed", message, {
    cause: error,
    details: { code: `provider_${failure}`, ...(isHopeless ? { repeat: "no" } : repeat) },
  });
}

export function modelNotFound(message: string, cause?: unknown): AppError {
  const details = { code: "model_not_found", param: "model" };
  return new AppError("not_found", message, { details, ...(cause === undefined ? {} : { cause }) });
}

/** A process that is about to end takes no new calls, and may end those under way. */
export function restarting(mayHaveCost: boolean): AppError {
  const message = mayHaveCost
    ? "Purser was restarted before the answer was complete; what arrived is charged."
    : "Purser is restarting: try again in a few seconds.";
  const repeat = mayHaveCost ? { repeat: "no" } : {};
  const details = { code: "service_unavailable", retryAfterMs: "3000", ...repeat };
  return new AppError("rate_limited", message, { details });
}
