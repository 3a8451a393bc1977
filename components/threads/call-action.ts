import type { ActionResult } from "@/lib/errors";

type Failed = Extract<ActionResult<never>, { ok: false }>;

/** What came of asking the server, where it may not have been reached at all. */
export type CallResult<T> = ActionResult<T> | (Omit<Failed, "code"> & { code: "unreachable" });

export type CallFailure = Extract<CallResult<never>, { ok: false }>;

/** Calls a server action. A lost connection becomes an answer like any other, with words that say what to do. */
export async function callAction<T>(call: () => Promise<ActionResult<T>>): Promise<CallResult<T>> {
  try {
    return await call();
  } catch {
    // An action answers for its own failures, so what is thrown here is the connection's.
    return {
      ok: false,
      code: "unreachable",
      message: "Purser could not be reached. Check your connection and try again.",
      fields: {},
      details: {},
    };
  }
}
