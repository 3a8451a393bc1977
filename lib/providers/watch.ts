import { ProviderError } from "./error";

export type WatchOptions = {
  /** The caller's way to stop the answer. */
  signal: AbortSignal;
  /** Longest silence between two pieces of an answer. */
  idleTimeoutMs: number;
  /** Longest silence before its first piece. */
  firstEventTimeoutMs: number;
};

const CHECK_EVERY_MS_MAX = 1_000;

/**
 * Aborts a call when its caller stops it or when it is silent for too long. One coarse interval for the whole
 * call: `expectWithin` only moves a deadline, and time the consumer takes for itself does not count.
 */
export function startWatch({ signal, idleTimeoutMs, firstEventTimeoutMs }: WatchOptions) {
  const controller = new AbortController();
  let deadline = Number.POSITIVE_INFINITY;
  let stalled = false;

  const onAbort = () => controller.abort();
  if (signal.aborted) controller.abort();
  else signal.addEventListener("abort", onAbort, { once: true });

  const everyMs = Math.min(CHECK_EVERY_MS_MAX, Math.max(5, Math.min(idleTimeoutMs, firstEventTimeoutMs) / 4));
  const timer = setInterval(() => {
    if (performance.now() < deadline) return;
    stalled = true;
    controller.abort();
  }, everyMs);
  timer.unref();

  return {
    signal: controller.signal,
    idleTimeoutMs,
    firstEventTimeoutMs,
    expectWithin(ms: number): void {
      deadline = performance.now() + ms;
    },
    expectNothing(): void {
      deadline = Number.POSITIVE_INFINITY;
    },
    /** Why the call was aborted, as an error; null when it was not. */
    reason(mayHaveCost: boolean): ProviderError | null {
      if (signal.aborted) return new ProviderError("aborted", { mayHaveCost });
      return stalled ? new ProviderError("stalled", { mayHaveCost }) : null;
    },
    stop(): void {
      clearInterval(timer);
      signal.removeEventListener("abort", onAbort);
    },
    abort: onAbort,
  };
}

export type Watch = ReturnType<typeof startWatch>;
