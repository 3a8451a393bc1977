import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Conversation } from "@/components/conversation/conversation";
import { titleOf } from "@/components/threads/title";
import { getThread, seeThread } from "@/lib/assistants";
import type { ThreadView } from "@/lib/assistants/types";
import { requireCtx } from "@/lib/auth";
import { isAppError } from "@/lib/errors";
import { CONVERSATION_ACTIONS } from "../../conversation-actions";
import { readComposer } from "../../read-composer";
import { toShownThread } from "./shown-thread";

type ThreadPageProps = { params: Promise<{ threadId: string }> };

export async function generateMetadata({ params }: ThreadPageProps): Promise<Metadata> {
  const thread = await findThread((await params).threadId);
  return { title: thread ? titleOf(thread) : "Thread not found" };
}

export default async function ThreadPage({ params }: ThreadPageProps) {
  const { threadId } = await params;
  const [ctx, thread] = await Promise.all([requireCtx(), findThread(threadId)]);
  if (!thread) notFound();
  const [composer] = await Promise.all([
    readComposer(ctx, { threadId: thread.id, assistantId: thread.assistant?.id }),
    seeThread(ctx, { threadId }),
  ]);
  return (
    <Conversation
      key={thread.id}
      thread={toShownThread(thread, { limit: composer.threadLimit, imageHosts: composer.imageHosts })}
      memberName={ctx.profile.name}
      actions={CONVERSATION_ACTIONS}
      {...composer}
    />
  );
}

const findThread = cache(async (threadId: string): Promise<ThreadView | null> => {
  const ctx = await requireCtx();
  return getThread(ctx, { threadId }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  });
});
