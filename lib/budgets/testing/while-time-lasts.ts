/**
 * Tries no further example once the time is over, so that a busy machine tries fewer. One that is under way is never
 * cut off: it would go on in the same database beside the next.
 */
export function whileTimeLasts<Args extends unknown[]>(
  longestMs: number,
  example: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  let endsAt = Number.POSITIVE_INFINITY;
  return async (...args) => {
    if (endsAt === Number.POSITIVE_INFINITY) endsAt = performance.now() + longestMs;
    if (performance.now() < endsAt) await example(...args);
  };
}
