import { violatedConstraint } from "@/db/violated-constraint";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { StartedRun } from "../types";
import { state } from "./live";
import { lookDesk, type StartedRow } from "./look-desk";
import { stillAnswering } from "./start-desk";

/** What a member's key stands for: the same key with another hash is a conflict. */
export type Request = { key: string; hash: string };

/** The run that this key started before; a conflict when it was for another message. */
export function sameStart(run: StartedRow, request: Request): StartedRun {
  const { runId, threadId, userMessageId, answerMessageId, requestHash } = run;
  if (requestHash !== request.hash) {
    throw new AppError("conflict", "This key was used for another message already: send with a new one.");
  }
  if (!userMessageId || !answerMessageId) throw new AppError("not_found", "This thread was deleted.");
  return { threadId, runId, userMessageId, answerMessageId };
}

export function refuseWhileDraining(): void {
  if (state.draining) {
    throw new AppError("rate_limited", "Purser is restarting: send the message again in a few seconds.");
  }
}

/** What is in the way may be the run that the same key has started meanwhile; otherwise the refusal is thrown. */
export async function startedMeanwhile(ctx: Ctx, request: Request, refusal: AppError): Promise<StartedRun> {
  const started = await findStarted(ctx, request);
  if (!started) throw refusal;
  return started;
}

async function findStarted({ db, actor: { userId } }: Ctx, request: Request): Promise<StartedRun | null> {
  const place = { threadId: null, assistantId: null };
  const { started } = await lookDesk(db).ask({ userId, idempotencyKey: request.key, ...place });
  return started && sameStart(started, request);
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
