import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isId } from "@/db/id";
import { messages, runs } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { RunStatus } from "../types";

export type OwnQuestion = {
  id: string;
  threadId: string;
  parentId: string | null;
  position: number;
  shown: boolean;
  content: string;
  contentTokens: number | null;
};

export type OwnAnswer = {
  id: string;
  threadId: string;
  shown: boolean;
  content: string;
  contentTokens: number | null;
  /** `provider/model`, and how its run ended; null where it has no run. */
  model: string | null;
  status: RunStatus | null;
  incompleteReason: string | null;
  question: OwnQuestion;
};

const question = alias(messages, "question");
const questionColumns = {
  id: question.id,
  threadId: question.threadId,
  parentId: question.parentId,
  position: question.position,
  shown: question.shown,
  content: question.content,
  contentTokens: question.contentTokens,
};

/** A message that the caller wrote. Throws `not_found`. */
export async function getOwnQuestion(ctx: Ctx, messageId: string): Promise<OwnQuestion> {
  const isOwn = and(eq(question.userId, ctx.actor.userId), eq(question.role, "user"));
  const [found] = isId(messageId)
    ? await ctx.db
        .select(questionColumns)
        .from(question)
        .where(and(isOwn, eq(question.id, messageId)))
    : [];
  if (!found) throw new AppError("not_found", "There is no such message.");
  return found;
}

/** An answer that the caller was given, with its question; a copy's run is that of its original. Throws `not_found`. */
export async function getOwnAnswer(ctx: Ctx, messageId: string): Promise<OwnAnswer> {
  const isOwn = and(eq(messages.userId, ctx.actor.userId), eq(messages.role, "assistant"));
  const [found] = isId(messageId)
    ? await ctx.db
        .select({
          id: messages.id,
          threadId: messages.threadId,
          shown: messages.shown,
          content: messages.content,
          contentTokens: messages.contentTokens,
          model: sql<string | null>`${runs.provider} || '/' || ${runs.model}`,
          status: runs.status,
          incompleteReason: runs.incompleteReason,
          question: questionColumns,
        })
        .from(messages)
        .innerJoin(question, eq(question.id, messages.parentId))
        .leftJoin(runs, eq(runs.answerMessageId, sql`coalesce(${messages.copyOfId}, ${messages.id})`))
        .where(and(isOwn, eq(messages.id, messageId)))
        .limit(1)
    : [];
  if (!found) throw new AppError("not_found", "There is no such answer.");
  return found;
}

/** What is done to a message is done on the branch that its reader sees. */
export function refuseHidden({ shown }: { shown: boolean }): void {
  if (shown) return;
  throw new AppError(
    "conflict",
    "Another branch of this thread is shown by now: reload the page and choose.",
  );
}
