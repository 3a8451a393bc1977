import OpenAI from "openai";
import { fromStatus, isProviderError, type Objection, ProviderError } from "./error";
import { isRecord } from "./record";

const OBJECTION_CHARACTERS_MAX = 1_000;

/** Reasons for which a connection never came about: the request was not sent. */
const NOT_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "NO_CONNECTION",
]);

/** What the SDK threw, as our own failure. Its message does not become ours: it may quote the request. */
export function explain(error: unknown): ProviderError {
  if (isProviderError(error)) return error;
  if (error instanceof OpenAI.APIError && typeof error.status === "number") {
    return fromStatus({
      status: error.status,
      code: safeCode(error.code),
      headers: error.headers ?? new Headers(),
      objection: objectionIn(error.error),
    });
  }
  if (error instanceof OpenAI.APIConnectionTimeoutError && connectionCode(error) === null) {
    return new ProviderError("stalled", { mayHaveCost: true, cause: error });
  }
  if (!(error instanceof OpenAI.APIConnectionError)) throw error;
  const code = connectionCode(error);
  const mayHaveCost = code === null || !(NOT_CONNECTED.has(code) || /CERT|TLS|SSL/.test(code));
  return new ProviderError("unavailable", { mayHaveCost, cause: error, details: code ? { code } : {} });
}

/** The code of the innermost cause: the SDK wraps fetch's error, which wraps the socket's. */
function connectionCode(error: unknown): string | null {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth++
  ) {
    if ("code" in current && typeof current.code === "string") return current.code;
  }
  return null;
}

/** The error object of a refusal's body, where it has a sentence. */
function objectionIn(body: unknown): Objection | null {
  if (!isRecord(body) || typeof body.message !== "string" || !body.message) return null;
  const param = typeof body.param === "string" ? body.param.slice(0, 100) : null;
  return { message: body.message.slice(0, OBJECTION_CHARACTERS_MAX), param, code: safeCode(body.code) };
}

/** A provider's code is kept only if it looks like one; anything longer could be text. */
function safeCode(code: unknown): string | null {
  return typeof code === "string" && /^[\w.-]{1,64}$/.test(code) ? code : null;
}
