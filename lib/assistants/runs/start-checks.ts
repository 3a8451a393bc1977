import { and, eq } from "drizzle-orm";
import { runs } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { StartedRun } from "../types";
import { state } from "./live";
import { stillAnswering } from "./start-desk";

/** What a member's key stands for: the same key with another hash is a conflict. */
export type Request = { key: string; hash: string };

/** The run that this key started before; a conflict when it was for another message. */
export async function findStarted(ctx: Ctx, request: Request): Promise<StartedRun | null> {
  const [run] = await ctx.db
    .select()
    .from(runs)
    .where(and(eq(runs.userId, ctx.actor.userId), eq(runs.idempotencyKey, request.key)))
    .limit(1);
  if (!run) return null;
  if (run.requestHash !== request.hash) {
    throw new AppError("conflict", "This key was used for another message already: send with a new one.");
  }
  if (!run.userMessageId || !run.answerMessageId) throw new AppError("not_found", "This thread was deleted.");
  return {
    threadId: run.threadId,
    runId: run.id,
    userMessageId: run.userMessageId,
    answerMessageId: run.answerMessageId,
  };
}

export function refuseWhileDraining(): void {
  if (state.draining) {
    throw new AppError("rate_limited", "Purser is restarting: send the message again in a few seconds.");
  }
}

/** What a lost race means: the same key started the run elsewhere, or another answer is being written. */
export async function toConflict(
  error: unknown,
  ctx: Ctx,
  request: Request,
): Promise<{ started: StartedRun }> {
  const constraint = violatedConstraint(error);
  if (constraint === "runs_idempotency") {
    const started = await findStarted(ctx, request);
    if (started) return { started };
  }
  if (constraint === "runs_one_active") throw stillAnswering(error);
  throw error;
}

/** The name of the unique index that refused a row, read from the driver's error. */
export function violatedConstraint(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null;
  if (cause instanceof Error && "code" in cause && cause.code === "23505" && "constraint_name" in cause) {
    return String(cause.constraint_name);
  }
  return null;
}
