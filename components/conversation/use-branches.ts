import { startTransition, useLayoutEffect, useOptimistic, useState } from "react";
import { type CallFailure, callAction } from "@/components/threads/call-action";
import { announceChange } from "@/components/threads/other-tabs";
import { isRunning } from "./exchanges";
import { exchangesOf, markStored } from "./live-threads";
import type { ConversationActions } from "./view";

type Given = {
  thread: string;
  chooseBranch: ConversationActions["chooseBranch"];
  onProblem: (problem: CallFailure | null) => void;
};

const NONE: readonly string[] = [];

/** Choosing another branch: `going` is the message that is being gone to, until its branch is on the page. */
export function useBranches({ thread, chooseBranch, onProblem }: Given) {
  const [going, setGoing] = useOptimistic<string | null>(null);
  const [left, setLeft] = useState(NONE);

  // What had ended is in the branch that was left, or is not: with the chosen branch the server says which.
  useLayoutEffect(() => markStored(thread, left), [thread, left]);

  function choose(messageId: string) {
    const ended = exchangesOf(thread).filter((exchange) => !isRunning(exchange));
    onProblem(null);
    startTransition(async () => {
      setGoing(messageId);
      const result = await callAction(() => chooseBranch({ messageId }));
      if (!result.ok) return onProblem(result);
      announceChange();
      // React takes what follows a wait for a transition only where it is told again.
      startTransition(() => setLeft(ended.map(({ key }) => key)));
    });
  }
  return { going, choose };
}
