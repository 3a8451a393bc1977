import type { Conn } from "@/db/client";
import { type AppError, isAppError } from "@/lib/errors";

/** What came of an act on several at once. */
export type BulkOutcome = {
  /** Those that are different now. */
  done: string[];
  /** The sentences of those that had to be left as they were. */
  refused: string[];
};

/**
 * Does the same to each of them, in one transaction. What is refused is left out and told, and keeps nobody else back:
 * who selects a whole page nearly always has one in it that cannot be changed, themself to begin with. Where all are
 * refused it throws the first refusal; any other failure changes nothing. They go in the order of their ids: two at once
 * never wait for each other in a circle over the rows of these ids. A `change` that locks more than its own row wants
 * that locked before, all of it in one order. `change` answers whether it changed anything.
 */
export async function changeEach<C extends { db: Conn }>(
  ctx: C,
  ids: readonly string[],
  change: (inside: C, id: string) => Promise<boolean>,
): Promise<BulkOutcome> {
  return ctx.db.transaction(async (tx) => {
    const done: string[] = [];
    const refusals: AppError[] = [];
    for (const id of [...new Set(ids)].toSorted()) {
      try {
        // Within the transaction this is a savepoint: of what is refused halfway nothing stays.
        if (await tx.transaction((one) => change({ ...ctx, db: one }, id))) done.push(id);
      } catch (error) {
        if (!isAppError(error)) throw error;
        refusals.push(error);
      }
    }
    const [first] = refusals;
    if (first && done.length === 0) throw first;
    return { done, refused: refusals.map(({ message }) => message) };
  });
}
