import type { Metadata } from "next";
import { Conversation } from "@/components/conversation/conversation";
import { requireCtx } from "@/lib/auth";
import { CONVERSATION_ACTIONS } from "./conversation-actions";
import { readComposer } from "./read-composer";

export const metadata: Metadata = { title: "New thread" };

export default async function NewThreadPage() {
  const ctx = await requireCtx();
  const composer = await readComposer(ctx, null);
  return (
    <Conversation thread={null} memberName={ctx.profile.name} actions={CONVERSATION_ACTIONS} {...composer} />
  );
}
