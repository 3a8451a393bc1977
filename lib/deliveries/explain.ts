import { isAppError } from "@/lib/errors";

/** "Sign in first", "not in this way" and "not with this password", also where no name was given. */
const SIGN_IN_REPLIES = new Set([530, 534, 535, 538]);

/** One sentence for admins. A server's own words are not in it: they may quote what was sent. */
export function explain(error: unknown): string {
  if (isAppError(error)) return error.message;
  const code = codeOf(error);
  const reply = replyOf(error);
  if (code === "EAUTH" || SIGN_IN_REPLIES.has(reply))
    return "The mail server does not accept the name and password in SMTP_URL.";
  if (reply > 0) return `The mail server did not take it (${reply}).`;
  if (typeof code === "string") return "The mail server could not be reached: check SMTP_URL.";
  return "Something went wrong on our side.";
}

/**
 * What another try would not change, such as a refused address. A mail server says so by a code from 500 on; what it says
 * of the name and password waits, as no server does, until somebody sets them right.
 */
export function isHopeless(error: unknown): boolean {
  if (isAppError(error)) return error.code === "invalid";
  return replyOf(error) >= 500 && codeOf(error) !== "EAUTH" && !SIGN_IN_REPLIES.has(replyOf(error));
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : null;
}

function replyOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("responseCode" in error)) return 0;
  return Number(error.responseCode) || 0;
}
