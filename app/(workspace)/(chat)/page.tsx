import type { Metadata } from "next";
import { Conversation } from "@/components/conversation/conversation";
import { findAssistant } from "@/lib/assistants";
import type { ThreadAssistant } from "@/lib/assistants/types";
import { requireCtx } from "@/lib/auth";
import type { Ctx } from "@/lib/org/types";
import { CONVERSATION_ACTIONS } from "./conversation-actions";
import { readComposer } from "./read-composer";

export const metadata: Metadata = { title: "New thread" };

type NewThreadPageProps = { searchParams: Promise<{ assistant?: string | string[] }> };

export default async function NewThreadPage({ searchParams }: NewThreadPageProps) {
  const ctx = await requireCtx();
  const assistant = await readAssistant(ctx, (await searchParams).assistant);
  const composer = await readComposer(ctx, { threadId: null, assistantId: assistant?.id });
  return (
    <Conversation
      thread={null}
      assistant={assistant}
      memberName={ctx.profile.name}
      actions={CONVERSATION_ACTIONS}
      {...composer}
    />
  );
}

/** Who is to answer, as the address names them; null where that is nobody whom the member may choose. */
async function readAssistant(
  ctx: Ctx,
  wanted: string | string[] | undefined,
): Promise<ThreadAssistant | null> {
  const found = typeof wanted === "string" ? await findAssistant(ctx, wanted) : null;
  if (!found) return null;
  const { id, name, description, model } = found;
  return { id, name, description, model, isVisible: true };
}
