import { useEffect, useRef, useState } from "react";
import { callAction } from "@/components/threads/call-action";
import type { Prompt, PromptPage } from "@/lib/assistants/types";
import type { PromptActions } from "./types";

type Answer = PromptPage & { prefix: string; problem: string | null; opening: number };

/** What an answer of the server says about a beginning; null where only the server knows. */
function foundIn(answer: Answer, prefix: string): Prompt[] | null {
  if (answer.prefix === prefix) return answer.prompts;
  if (!answer.isAll || !prefix.startsWith(answer.prefix)) return null;
  return answer.prompts.filter(({ name }) => name.toLowerCase().startsWith(prefix));
}

/**
 * The prompts whose names begin as asked, null until they are known. All are read each time the list opens, while those
 * of the last time are shown; what is typed is looked for in them, and at the server where there are too many.
 */
export function useFound(query: string | null, list: PromptActions["list"]) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const opening = useRef(0);
  const isAsking = useRef(false);
  const isOpen = query !== null;
  const prefix = query?.toLowerCase() ?? "";

  useEffect(() => {
    if (isOpen) opening.current += 1;
  }, [isOpen]);

  useEffect(() => {
    // What is under way is waited for: its answer may do, and brings us here again.
    if (!isOpen || isAsking.current) return;
    const isOfNow = answer?.opening === opening.current;
    if (isOfNow && foundIn(answer, prefix)) return;
    const asked = { prefix: isOfNow ? prefix : "", opening: opening.current };
    isAsking.current = true;
    void callAction(() => list({ prefix: asked.prefix })).then((result) => {
      isAsking.current = false;
      const page = result.ok ? result.data : { prompts: [], isAll: true };
      setAnswer({ ...page, ...asked, problem: result.ok ? null : result.message });
    });
  }, [isOpen, prefix, answer, list]);

  return { prompts: answer && foundIn(answer, prefix), problem: answer?.problem ?? null };
}
