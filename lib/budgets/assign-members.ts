import { type BulkOutcome, changeEach } from "@/lib/bulk";
import type { Ctx } from "@/lib/org/types";
import { type Assignment, assignMember } from "./assign";
import { lockBudgetsAlone } from "./lock";
import { requireAdmin } from "./set";
import type { Move } from "./types";

/** `moves` are those of `done`, for `takeBackMoves`. */
type MovesOutcome = BulkOutcome & { moves: Move[] };

type Assignments = Omit<Assignment, "userId"> & { userIds: readonly string[] };

/**
 * Moves several members to a department or a plan, as one by one. The budgets' lock is held until the last of them is
 * moved: no message is admitted by the old limits of one and the new ones of another.
 */
export async function assignMembers(ctx: Ctx, { userIds, ...to }: Assignments): Promise<MovesOutcome> {
  requireAdmin(ctx);
  return ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    const moves: Move[] = [];
    const outcome = await changeEach({ ...ctx, db: tx }, userIds, async (inside, userId) => {
      const move = await assignMember(inside, { userId, ...to });
      if (move) moves.push(move);
      return move !== null;
    });
    return { ...outcome, moves };
  });
}
