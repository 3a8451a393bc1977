import { newId } from "@/db/id";
import { messages } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { countTokens } from "../context/count-tokens";
import { pickModel } from "../models/pick";
import { openThread } from "../threads/open";
import type { StartedRun, StartRunInput } from "../types";
import { beginAnswer, findLastMessage, hashOf } from "./begin";
import { execute } from "./execute";
import { findStarted, refuseWhileDraining, toConflict } from "./start-checks";

export const MESSAGE_CHARACTERS_MAX = 100_000;

/**
 * Stores a message and starts its answer: context, price, worst case and hold are settled in one transaction,
 * and only then is the provider called, in the background. The same idempotency key starts one run, however
 * often it is sent. Throws `budget_exceeded`, `invalid`, `conflict`, `not_found`; then nothing is stored.
 */
export async function startRun(ctx: Ctx, input: StartRunInput): Promise<StartedRun> {
  const text = input.text.replaceAll("\0", "").trim();
  if (!text) throw new AppError("invalid", "Write a message first.");
  if (text.length > MESSAGE_CHARACTERS_MAX) {
    throw new AppError(
      "invalid",
      `A message has at most ${MESSAGE_CHARACTERS_MAX.toLocaleString("en")} characters; this one has ${text.length.toLocaleString("en")}.`,
    );
  }
  refuseWhileDraining();
  const request = { key: input.idempotencyKey, hash: hashOf(input.threadId ?? "", text, input.model ?? "") };
  const started = await findStarted(ctx, request);
  if (started) return started;
  const [target, contentTokens] = await Promise.all([pickModel(ctx, input.model), countTokens(text)]);
  const begun = await ctx.db
    .transaction(async (tx) => {
      const threadId = await openThread(tx, ctx.actor, {
        threadId: input.threadId ?? null,
        firstMessage: text,
      });
      const last = await findLastMessage(tx, threadId);
      const position = (last?.position ?? 0) + 1;
      const questionId = newId();
      await tx.insert(messages).values({
        id: questionId,
        threadId,
        userId: ctx.actor.userId,
        position,
        parentId: last?.id ?? null,
        role: "user",
        content: text,
        contentTokens,
      });
      return beginAnswer(tx, ctx, {
        threadId,
        questionId,
        question: { threadId, content: text, contentTokens, position },
        answerPosition: position + 1,
        target,
        request,
      });
    })
    .catch((error: unknown) => toConflict(error, ctx, request));
  if ("job" in begun) execute(ctx.db, begun.job);
  return begun.started;
}
