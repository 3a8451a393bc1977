import type { Stored } from "./read-stored";

/** The database's clock and a right one differ by less than a transaction takes. */
const TOLERANCE_MS = 60_000;

/** How many costs lie elsewhere in time than their call, by the database's clock: a wrong clock moved them. */
export function countMisdated({ attempts, reservations }: Stored): number {
  const dispatched = new Map(attempts.map(({ id, dispatchedAt }) => [id, dispatchedAt]));
  return reservations.filter(({ attemptId, occurredAt }) => {
    const at = dispatched.get(attemptId);
    return at && Math.abs(at.getTime() - occurredAt.getTime()) > TOLERANCE_MS;
  }).length;
}
