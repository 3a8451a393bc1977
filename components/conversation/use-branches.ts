import { useOptimistic, useTransition } from "react";
import { type CallFailure, callAction } from "@/components/threads/call-action";
import { announceChange } from "@/components/threads/other-tabs";
import type { ConversationActions } from "./view";

type Given = {
  chooseBranch: ConversationActions["chooseBranch"];
  onProblem: (problem: CallFailure | null) => void;
};

/** Choosing another branch: `going` is the message that is being gone to, until its branch is on the page. */
export function useBranches({ chooseBranch, onProblem }: Given) {
  const [, startTransition] = useTransition();
  const [going, setGoing] = useOptimistic<string | null>(null);

  function choose(messageId: string) {
    onProblem(null);
    startTransition(async () => {
      setGoing(messageId);
      const result = await callAction(() => chooseBranch({ messageId }));
      if (result.ok) announceChange();
      else onProblem(result);
    });
  }
  return { going, choose };
}
