import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { StartedRun } from "../types";
import { askAgain } from "./ask-again";
import { beginAnswer, hashOf } from "./begin";
import type { ThreadLast } from "./look-desk";
import { getOwnAnswer, type OwnAnswer } from "./own-messages";
import { ACTIVE_STATUSES } from "./settle-writes";
import { refuseWhileDraining } from "./start-checks";

export type ContinueInput = { answerMessageId: string; idempotencyKey: string };

/**
 * Goes on with the last answer of a thread where it was cut or stopped, with the model that wrote it: a new answer
 * begins with the old one's text and takes its place. Only the new words are paid for, by a run with a hold of its
 * own. Throws as `startRun` does, and `invalid` for an answer that is complete.
 */
export async function continueAnswer(ctx: Ctx, input: ContinueInput): Promise<StartedRun> {
  refuseWhileDraining();
  const { answerMessageId, idempotencyKey: key } = input;
  const { threadId, model } = await getOwnAnswer(ctx, answerMessageId);
  return beginAnswer(ctx, {
    request: { key, hash: hashOf("continue", answerMessageId) },
    wantedModel: model ?? undefined,
    threadId,
    read: async (last) => {
      const answer = await getOwnAnswer(ctx, answerMessageId);
      refuseUnlessCut(answer, last);
      return askAgain(ctx, last, { answer, isGoneOnWith: true });
    },
  });
}

/** An answer that ended without being complete, and has words to go on from. */
function refuseUnlessCut(answer: OwnAnswer, last: ThreadLast | null): void {
  const { status, incompleteReason, content } = answer;
  const isOver = status !== null && status !== "completed" && !ACTIVE_STATUSES.some((one) => one === status);
  if (!isOver || content === "" || incompleteReason === "content_filter") {
    throw new AppError(
      "invalid",
      "Only an answer that was cut or stopped can go on: ask for more in a message.",
    );
  }
  if (answer.shown && last?.id !== answer.id) {
    throw new AppError(
      "conflict",
      "Only the last answer of a thread can go on: ask for the rest in a message.",
    );
  }
}
