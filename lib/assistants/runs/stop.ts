import { and, eq, inArray } from "drizzle-orm";
import { runs } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { state } from "./live";

/**
 * Ends an answer at once, so that no more is spent; what arrived is kept and charged. A run that has ended
 * already stays as it is. On another instance it takes effect with that instance's next lease renewal.
 */
export async function stopRun(ctx: Ctx, input: { runId: string }): Promise<void> {
  const mine = and(eq(runs.id, input.runId), eq(runs.userId, ctx.actor.userId));
  const stopping = await ctx.db
    .update(runs)
    .set({ status: "cancelling" })
    .where(and(mine, inArray(runs.status, ["queued", "in_progress"])))
    .returning({ id: runs.id });
  if (stopping.length > 0) {
    state.live.get(input.runId)?.stop("member");
    return;
  }
  const [run] = await ctx.db.select({ id: runs.id }).from(runs).where(mine).limit(1);
  if (!run) throw new AppError("not_found", "There is no such answer.");
}
