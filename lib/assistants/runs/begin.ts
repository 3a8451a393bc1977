import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { messages, runs } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { chooseContext, type Question } from "../context/choose";
import type { Target } from "../models/pick";
import { holdAttempt, OUTPUT_TOKENS_USEFUL_MIN } from "./hold";
import type { Begun } from "./job";

/** The longest answer asked for where no plan says otherwise. */
export const OUTPUT_TOKENS_MAX = 4_096;

export type Beginning = {
  threadId: string;
  questionId: string;
  question: Question;
  answerPosition: number;
  target: Target;
  request: { key: string; hash: string };
};

/** The second half of every start: the answer's message, the run, its first attempt and the hold. */
export async function beginAnswer(tx: Conn, ctx: Ctx, beginning: Beginning): Promise<Begun> {
  const { threadId, questionId, question, target, request } = beginning;
  const context = await chooseContext(tx, question, {
    ...target,
    outputTokensMax: OUTPUT_TOKENS_MAX,
  });
  const [runId, answerMessageId, createdAt] = [newId(), newId(), new Date()];
  const { userId } = ctx.actor;
  await tx.insert(messages).values({
    id: answerMessageId,
    threadId,
    userId,
    position: beginning.answerPosition,
    parentId: questionId,
    role: "assistant",
    content: "",
  });
  await tx.insert(runs).values({
    id: runId,
    userId,
    threadId,
    userMessageId: questionId,
    answerMessageId,
    provider: target.provider.id,
    model: target.model,
    status: "queued",
    outputTokensMax: OUTPUT_TOKENS_MAX,
    idempotencyKey: request.key,
    requestHash: request.hash,
    createdAt,
  });
  const attempt = await holdAttempt(tx, {
    runId,
    userId,
    threadId,
    purpose: "answer",
    number: 1,
    target,
    inputTokensCounted: context.inputTokens,
    inputTokensLikely: context.likelyInputTokens,
    outputTokensMax: OUTPUT_TOKENS_MAX,
    outputTokensMin: OUTPUT_TOKENS_USEFUL_MIN,
  });
  const cutToBudget = attempt.outputTokensMax < OUTPUT_TOKENS_MAX;
  if (cutToBudget)
    await tx
      .update(runs)
      .set({ outputTokensMax: attempt.outputTokensMax, cutToBudget })
      .where(eq(runs.id, runId));
  return {
    started: { threadId, runId, userMessageId: questionId, answerMessageId },
    job: {
      attempt,
      messages: context.messages,
      answerMessageId,
      createdAt,
      firstExchange: question.position === 1,
      cutToBudget,
    },
  };
}

export function hashOf(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** Where a thread ends; null for a new one. */
export async function findLastMessage(
  tx: Conn,
  threadId: string,
): Promise<{ id: string; position: number } | null> {
  const [last] = await tx
    .select({ id: messages.id, position: messages.position })
    .from(messages)
    .where(eq(messages.threadId, threadId))
    .orderBy(desc(messages.position))
    .limit(1);
  return last ?? null;
}
