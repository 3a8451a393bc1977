import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

/** Drawn or waiting in this process; more would wait longer than a browser does. */
const ALL_MAX = 8;
/** So that nobody takes every place. */
const MEMBER_MAX = 2;

type Turns = { userIds: string[]; last: Promise<unknown> };

// Routes are bundled one by one; the process has one line for all of them.
const shared = globalThis as { purserDrawing?: Turns };

/**
 * Draws when the drawings that were asked for before are done: they need the processor, which answers wait for, too.
 * Throws `rate_limited` where too many wait.
 */
export async function drawInTurn<T>({ actor }: Pick<Ctx, "actor">, draw: () => Promise<T>): Promise<T> {
  shared.purserDrawing ??= { userIds: [], last: Promise.resolve() };
  const turns = shared.purserDrawing;
  const { userIds } = turns;
  if (userIds.filter((userId) => userId === actor.userId).length >= MEMBER_MAX) {
    throw new AppError("rate_limited", "Your last PDFs are still being made: try again when you have them.");
  }
  if (userIds.length >= ALL_MAX) {
    throw new AppError("rate_limited", "Too many PDFs are being made at this moment: try again in a minute.");
  }
  userIds.push(actor.userId);
  const turn = turns.last.then(draw);
  turns.last = Promise.allSettled([turn]);
  try {
    return await turn;
  } finally {
    userIds.splice(userIds.indexOf(actor.userId), 1);
  }
}
