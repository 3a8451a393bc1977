import { useRouter } from "next/navigation";
import { startTransition, useOptimistic } from "react";
import { type CallFailure, callAction } from "@/components/threads/call-action";
import type { ThreadAssistant } from "@/lib/assistants/types";
import { NEW_THREAD } from "./live-threads";
import { newThreadAddress } from "./new-thread-address";
import type { Choosable, ConversationActions } from "./view";

/** Who answers, as the server knows it; a new thread keeps it in the address until its first message is sent. */
export function useAssistant(
  known: ThreadAssistant | null,
  { chooseAssistant }: Pick<ConversationActions, "chooseAssistant">,
) {
  const router = useRouter();
  const [assistant, show] = useOptimistic(known);

  /** Answers what went wrong, if anything. */
  function choose(next: Choosable | null, thread: string): Promise<CallFailure | null> {
    const assistantId = next?.id ?? null;
    return new Promise((resolve) => {
      startTransition(async () => {
        show(next && { ...next, isVisible: true });
        if (thread === NEW_THREAD) {
          const address = newThreadAddress(location.search, { assistant: assistantId });
          router.replace(address, { scroll: false });
          return resolve(null);
        }
        const result = await callAction(() => chooseAssistant({ threadId: thread, assistantId }));
        resolve(result.ok ? null : result);
      });
    });
  }
  return { assistant, choose };
}
