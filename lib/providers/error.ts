import { AppError } from "@/lib/errors";
import type { ProviderFailure, UsageReport } from "./types";

const SENTENCES: Record<ProviderFailure, string> = {
  unauthorized: "The provider does not accept Purser's key. An admin needs to check it; nothing was charged.",
  rate_limited: "The provider is receiving too many requests right now. Wait a moment, then retry.",
  bad_request: "The provider did not accept this request. Try a shorter message or another model.",
  model_missing: "The provider does not offer this model. Choose another one.",
  unavailable:
    "The provider cannot be reached or is out of order. Retry in a moment, or choose another model.",
  not_a_stream:
    "What answered is no stream of a model: the provider's address may be wrong. An admin needs to check it.",
  malformed: "The model's answer arrived damaged. What arrived before is kept; you can retry.",
  cut: "The model's answer was cut off before it was complete. What arrived is kept; you can retry.",
  stalled: "The model stopped answering. What arrived is kept; you can retry.",
  reported: "The provider reported a failure of the model. What arrived is kept; you can retry.",
  aborted: "The answer was stopped. What arrived is kept.",
};

const TOO_LONG =
  "This thread is longer than the model can read. Start a new thread, or choose a model that reads more.";
const NO_QUOTA =
  "The organisation's account at the provider is used up. An admin needs to top it up or change its limit.";

/** A provider's own words about a request that it did not accept; they may quote the request. */
export type Objection = { message: string; param: string | null; code: string | null };

export type ProviderErrorInput = {
  /** False only when the provider surely did no work. */
  mayHaveCost: boolean;
  retryAfterMs?: number | null;
  report?: UsageReport;
  message?: string;
  details?: Record<string, string>;
  objection?: Objection | null;
  cause?: unknown;
};

/**
 * A call that did not end with a complete answer. `mayHaveCost` says whether it has to be settled;
 * `report` is the usage, where the provider told it in spite of the failure.
 */
export class ProviderError extends AppError {
  readonly mayHaveCost: boolean;
  /** How long the provider asked to wait, where it did. */
  readonly retryAfterMs: number | null;
  readonly report: UsageReport;
  /** For whoever made the request, and nobody else; where the provider refused it as wrong. */
  readonly objection: Objection | null;

  constructor(
    readonly failure: ProviderFailure,
    input: ProviderErrorInput,
  ) {
    super("provider_failed", input.message ?? SENTENCES[failure], {
      cause: input.cause,
      details: { failure, ...input.details },
    });
    this.mayHaveCost = input.mayHaveCost;
    this.retryAfterMs = input.retryAfterMs ?? null;
    this.report = input.report ?? { usage: null, fault: "missing" };
    this.objection = input.objection ?? null;
  }
}

export function isProviderError(error: unknown): error is ProviderError {
  return error instanceof ProviderError;
}

/** What a refused request says; `code` is the provider's own word for the reason. */
export type Refusal = {
  status: number;
  code: string | null;
  headers: Headers;
  objection?: Objection | null;
};

/** The failure an HTTP status means. The provider's text is not in the message: it may quote the request. */
export function fromStatus({ status, code, headers, objection = null }: Refusal): ProviderError {
  const failure = failureOf(status, code);
  const requestId = headers.get("x-request-id");
  return new ProviderError(failure, {
    mayHaveCost: mayHaveWorked(status),
    retryAfterMs: readRetryAfter(headers),
    objection: failure === "bad_request" ? objection : null,
    ...(sentenceFor(code) ?? {}),
    details: {
      status: String(status),
      ...(code ? { providerCode: code } : {}),
      ...(requestId ? { requestId } : {}),
    },
  });
}

function failureOf(status: number, code: string | null): ProviderFailure {
  if (code === "model_not_found" || status === 404) return "model_missing";
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 402 || status === 429) return "rate_limited";
  if (status === 408 || status >= 500) return "unavailable";
  if (status < 400) return "not_a_stream";
  return "bad_request";
}

function sentenceFor(code: string | null): { message: string } | null {
  if (code === "context_length_exceeded") return { message: TOO_LONG };
  if (code === "insufficient_quota") return { message: NO_QUOTA };
  return null;
}

/** A refusal costs nothing. Behind a 500, 502 or 504 a model may have worked; 501 and 503 say that none did. */
function mayHaveWorked(status: number): boolean {
  return status >= 500 && status !== 501 && status !== 503;
}

/** Retry-After in seconds or as a date, and OpenAI's own header in milliseconds. */
export function readRetryAfter(headers: Headers): number | null {
  const exact = Number.parseFloat(headers.get("retry-after-ms") ?? "");
  if (exact >= 0) return exact;
  const given = headers.get("retry-after");
  if (!given) return null;
  const seconds = Number(given);
  const waitMs = Number.isNaN(seconds) ? Date.parse(given) - Date.now() : seconds * 1000;
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}
