import { and, desc, eq } from "drizzle-orm";
import { messages, runs } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { countTokens } from "../context/count-tokens";
import type { StartedRun } from "../types";
import { type Asked, beginAnswer, hashOf } from "./begin";
import type { Look } from "./look-desk";
import { refuseWhileDraining } from "./start-checks";
import { noThread } from "./start-desk";

export type RetryInput = { answerMessageId: string; model?: string | undefined; idempotencyKey: string };

/**
 * Answers the same message again, as a run with a hold of its own; the earlier answer stays paid for and stored,
 * and gives way in the view. Only the last answer of a thread. Throws as `startRun` does.
 */
export async function retryAnswer(ctx: Ctx, input: RetryInput): Promise<StartedRun> {
  refuseWhileDraining();
  const hash = hashOf("retry", input.answerMessageId, input.model ?? "");
  const request = { key: input.idempotencyKey, hash };
  const answer = await getOwnAnswer(ctx, input.answerMessageId);
  return beginAnswer(ctx, {
    request,
    wantedModel: input.model ?? answer.model ?? undefined,
    threadId: answer.threadId,
    read: (last) => readQuestion(ctx, answer, last),
  });
}

type Answer = { threadId: string; parentId: string; model: string | null };

async function getOwnAnswer(ctx: Ctx, messageId: string): Promise<Answer> {
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

async function readQuestion(ctx: Ctx, { threadId, parentId }: Answer, last: Look["last"]): Promise<Asked> {
  if (!last) throw noThread();
  const question = await getLastQuestion(ctx, threadId, parentId);
  const { content, position } = question;
  const contentTokens = question.contentTokens ?? (await countTokens(content));
  const lastPosition = last.position;
  return {
    thread: { threadId, userId: ctx.actor.userId, newTitle: null, lastPosition },
    questionId: question.id,
    question: { threadId, content, contentTokens, position },
    newMessages: [],
  };
}

async function getLastQuestion({ db }: Ctx, threadId: string, questionId: string) {
  const [last] = await db
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
