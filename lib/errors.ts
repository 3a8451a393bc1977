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
