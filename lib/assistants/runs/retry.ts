import type { Ctx } from "@/lib/org/types";
import type { StartedRun } from "../types";
import { askAgain } from "./ask-again";
import { beginAnswer, hashOf } from "./begin";
import { getOwnAnswer } from "./own-messages";
import { refuseWhileDraining } from "./start-checks";

export type RetryInput = { answerMessageId: string; model?: string | undefined; idempotencyKey: string };

/**
 * Answers the same message again, as a run with a hold of its own. The earlier answer stays paid for and stored, as
 * another branch with what followed it. Only an answer that is shown; throws as `startRun` does.
 */
export async function retryAnswer(ctx: Ctx, input: RetryInput): Promise<StartedRun> {
  refuseWhileDraining();
  const { answerMessageId, model, idempotencyKey: key } = input;
  const answer = await getOwnAnswer(ctx, answerMessageId);
  return beginAnswer(ctx, {
    request: { key, hash: hashOf("retry", answerMessageId, model ?? "") },
    wantedModel: model ?? answer.model ?? undefined,
    threadId: answer.threadId,
    read: async (last) =>
      askAgain(ctx, last, { answer: await getOwnAnswer(ctx, answerMessageId), isGoneOnWith: false }),
  });
}
