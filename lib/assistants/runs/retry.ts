import { and, desc, eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { messages, runs } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { countTokens } from "../context/count-tokens";
import { pickModel } from "../models/pick";
import { openThread } from "../threads/open";
import type { StartedRun } from "../types";
import { beginAnswer, findLastMessage, hashOf } from "./begin";
import { execute } from "./execute";
import { findStarted, refuseWhileDraining, toConflict } from "./start-checks";

export type RetryInput = { answerMessageId: string; model?: string | undefined; idempotencyKey: string };

/**
 * Answers the same message again, as a run with a hold of its own; the earlier answer stays paid for and stored,
 * and gives way in the view. Only the last answer of a thread. Throws as `startRun` does.
 */
export async function retryAnswer(ctx: Ctx, input: RetryInput): Promise<StartedRun> {
  refuseWhileDraining();
  const request = {
    key: input.idempotencyKey,
    hash: hashOf("retry", input.answerMessageId, input.model ?? ""),
  };
  const started = await findStarted(ctx, request);
  if (started) return started;
  const answer = await getOwnAnswer(ctx, input.answerMessageId);
  const target = await pickModel(ctx, input.model ?? answer.model ?? undefined);
  const begun = await ctx.db
    .transaction(async (tx) => {
      const threadId = await openThread(tx, ctx.actor, { threadId: answer.threadId, firstMessage: "" });
      const question = await getLastQuestion(tx, threadId, answer.parentId);
      const contentTokens = question.contentTokens ?? (await countTokens(question.content));
      return beginAnswer(tx, ctx, {
        threadId,
        questionId: question.id,
        question: { threadId, content: question.content, contentTokens, position: question.position },
        answerPosition: ((await findLastMessage(tx, threadId))?.position ?? 0) + 1,
        target,
        request,
      });
    })
    .catch((error: unknown) => toConflict(error, ctx, request));
  if ("job" in begun) execute(ctx.db, begun.job);
  return begun.started;
}

async function getOwnAnswer(ctx: Ctx, messageId: string) {
  const [answer] = await ctx.db
    .select({
      threadId: messages.threadId,
      parentId: messages.parentId,
      provider: runs.provider,
      name: runs.model,
    })
    .from(messages)
    .leftJoin(runs, eq(runs.answerMessageId, messages.id))
    .where(
      and(eq(messages.id, messageId), eq(messages.userId, ctx.actor.userId), eq(messages.role, "assistant")),
    )
    .limit(1);
  if (!answer?.parentId) throw new AppError("not_found", "There is no such answer.");
  const model = answer.provider && answer.name ? `${answer.provider}/${answer.name}` : null;
  return { threadId: answer.threadId, parentId: answer.parentId, model };
}

async function getLastQuestion(tx: Conn, threadId: string, questionId: string) {
  const [last] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.threadId, threadId), eq(messages.role, "user")))
    .orderBy(desc(messages.position))
    .limit(1);
  if (last?.id !== questionId) {
    throw new AppError("conflict", "Only the last answer of a thread can be retried.");
  }
  return last;
}
