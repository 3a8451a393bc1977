import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { assignMember } from "./assign";
import { lockBudgetsAlone } from "./lock";
import { whereBelongs } from "./record-move";
import { requireAdmin } from "./set";
import type { Groups, Move } from "./types";

/**
 * Moves several members back to where they were. Who is not any more where the move put them, or was in what is deleted
 * by now, is left out and told. Admins only.
 */
export async function takeBackMoves(ctx: Ctx, moves: readonly Move[]): Promise<BulkOutcome> {
  requireAdmin(ctx);
  const byId = new Map(moves.map((move) => [move.userId, move]));
  return ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    return changeEach({ ...ctx, db: tx }, [...byId.keys()], async (inside, userId) => {
      const move = byId.get(userId);
      const member = await whereBelongs(tx, userId);
      if (!move || !member) throw new AppError("not_found", "There is no such member.");
      const changed = changedBy(move);
      if (changed.some((field) => member[field] !== move.after[field])) {
        throw new AppError("conflict", `${member.name} has been moved again since.`);
      }
      const back = Object.fromEntries(changed.map((field) => [field, move.before[field]]));
      return (await assignMember(inside, { userId, ...back })) !== null;
    });
  });
}

const FIELDS = ["departmentId", "planId"] as const;

function changedBy({ before, after }: Move): (keyof Groups)[] {
  return FIELDS.filter((field) => before[field] !== after[field]);
}
