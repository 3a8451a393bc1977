/** The closed list of expected failures and the HTTP status each one maps to. */
export const ERROR_STATUS = {
  not_found: 404,
  forbidden: 403,
  unauthenticated: 401,
  invalid: 422,
  conflict: 409,
  budget_exceeded: 429,
  rate_limited: 429,
  provider_failed: 502,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export type ErrorOptionsWithDetails = { cause?: unknown; details?: Record<string, string> };

/**
 * A failure the product expects. `message` is one sentence that is shown to the person as it stands;
 * `details` holds what the interface needs to offer the next step (budget id, reset instant, field).
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly details: Record<string, string>;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: ErrorOptionsWithDetails = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.details = options.details ?? {};
  }
}

/** Narrows an unknown thrown value; every other value is a programmer's error and stays unnamed to the visitor. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "code" in error;
}

/** What a server action answers: data, or one sentence that says what to do. Secrets are never echoed. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      /** `server_error`: something nobody expected; the log has it, the person gets a general sentence. */
      code: ErrorCode | "server_error";
      message: string;
      /** Messages by field name, for forms. */
      fields: Record<string, string>;
      details: Record<string, string>;
    };

type ProgramTerms = { status: number; type: string; code: string | null; mayRepeat: boolean };

const SERVER_ERROR: ProgramTerms = { status: 500, type: "api_error", code: "server_error", mayRepeat: false };

/** The same failures in OpenAI's terms. `mayRepeat` is false where a repetition could not help, or could cost again. */
const FOR_PROGRAMS: Record<ErrorCode, ProgramTerms> = {
  not_found: { status: 404, type: "invalid_request_error", code: "not_found", mayRepeat: true },
  forbidden: { status: 403, type: "invalid_request_error", code: "forbidden", mayRepeat: true },
  unauthenticated: { status: 401, type: "invalid_request_error", code: "invalid_api_key", mayRepeat: true },
  invalid: { status: 400, type: "invalid_request_error", code: null, mayRepeat: true },
  conflict: { status: 409, type: "invalid_request_error", code: "conflict", mayRepeat: false },
  budget_exceeded: {
    status: 429,
    type: "insufficient_quota",
    code: "insufficient_quota",
    mayRepeat: false,
  },
  rate_limited: { status: 429, type: "requests", code: "rate_limit_exceeded", mayRepeat: true },
  provider_failed: { status: 502, type: "api_error", code: null, mayRepeat: true },
};

/** Codes that have a status of their own. */
const STATUS_OF_CODE: Record<string, number> = { request_too_large: 413, service_unavailable: 503 };

/** A failure as a program gets it: OpenAI's error object, its status and headers. */
export type ProgramError = {
  status: number;
  headers: Record<string, string>;
  body: { error: { message: string; type: string; param: string | null; code: string | null } };
};

/**
 * Null stands for a failure that nobody expected. Of the details count `code`, `param`, `retryAfterMs`, and `repeat`,
 * which is "no" where a model may have worked; the official clients obey it.
 */
export function toProgramError(message: string, error: AppError | null): ProgramError {
  const terms = error ? FOR_PROGRAMS[error.code] : SERVER_ERROR;
  const { code = terms.code, param = null, retryAfterMs, repeat } = error?.details ?? {};
  const headers: Record<string, string> = {};
  if (!terms.mayRepeat || repeat === "no") headers["x-should-retry"] = "false";
  if (retryAfterMs !== undefined) {
    headers["retry-after"] = String(Math.ceil(Number(retryAfterMs) / 1_000));
    headers["retry-after-ms"] = retryAfterMs;
  }
  const status = STATUS_OF_CODE[code ?? ""] ?? terms.status;
  return { status, headers, body: { error: { message, type: terms.type, param, code } } };
}
