export type QueueInput = { requests: number; tokensPerRequest: number; tokensPerMinute: number };

export type Queue = {
  /** How many start at once. */
  atOnce: number;
  /**
   * When the last one starts at the latest, in milliseconds; null where it never does, since one request is larger
   * than what a minute allows.
   */
  lastStartMs: number | null;
};

const MINUTE_MS = 60_000;

/**
 * Requests that come together under a limit of tokens a minute, of which a whole minute's worth is there at first. What
 * that leaves below a whole request is not counted on, so the last one starts at most one request's refill earlier.
 */
export function queueTime({ requests, tokensPerRequest, tokensPerMinute }: QueueInput): Queue {
  if (requests === 0 || tokensPerRequest === 0) return { atOnce: requests, lastStartMs: 0 };
  if (tokensPerRequest > tokensPerMinute) return { atOnce: 0, lastStartMs: null };
  const atOnce = Math.min(requests, Math.floor(tokensPerMinute / tokensPerRequest));
  return { atOnce, lastStartMs: ((requests - atOnce) * tokensPerRequest * MINUTE_MS) / tokensPerMinute };
}
