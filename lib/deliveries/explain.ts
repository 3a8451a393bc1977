import { isAppError } from "@/lib/errors";

/** One sentence for admins. A server's own words are not in it: they may quote what was sent. */
export function explain(error: unknown): string {
  if (isAppError(error)) return error.message;
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  const reply = replyOf(error);
  if (code === "EAUTH") return "The mail server does not accept the name and password in SMTP_URL.";
  if (reply > 0) return `The mail server did not take it (${reply}).`;
  if (typeof code === "string") return "The mail server could not be reached: check SMTP_URL.";
  return "Something went wrong on our side.";
}

/** What another try would not change: an address or a setting has to. A mail server says so by a code from 500 on. */
export function isHopeless(error: unknown): boolean {
  if (isAppError(error)) return error.code === "invalid";
  return replyOf(error) >= 500;
}

function replyOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("responseCode" in error)) return 0;
  return Number(error.responseCode) || 0;
}
