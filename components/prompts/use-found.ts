import { useEffect, useRef, useState } from "react";
import { callAction } from "@/components/threads/call-action";
import type { Prompt, PromptPage } from "@/lib/assistants/types";
import type { PromptActions } from "./types";

type Answer = PromptPage & { prefix: string; problem: string | null };

/** What an answer of the server says about a beginning; null where only the server knows. */
function foundIn(answer: Answer, prefix: string): Prompt[] | null {
  if (answer.prefix === prefix) return answer.prompts;
  if (!answer.isAll || !prefix.startsWith(answer.prefix)) return null;
  return answer.prompts.filter(({ name }) => name.toLowerCase().startsWith(prefix));
}

/**
 * The prompts whose names begin as asked, null until they are known. All that begin with a stroke are read once each
 * time the list opens; what is typed after it is looked for in those, and at the server where there are too many.
 */
export function useFound(query: string | null, list: PromptActions["list"]) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const isOpen = query !== null;
  const prefix = query?.toLowerCase() ?? "";
  const known = useRef<Answer | null>(null);
  known.current = answer;

  useEffect(() => {
    if (!isOpen) return setAnswer(null);
    if (known.current && foundIn(known.current, prefix)) return;
    let isLast = true;
    void callAction(() => list({ prefix })).then((result) => {
      if (!isLast) return;
      const page = result.ok ? result.data : { prompts: [], isAll: false };
      setAnswer({ ...page, prefix, problem: result.ok ? null : result.message });
    });
    return () => {
      isLast = false;
    };
  }, [isOpen, prefix, list]);

  return { prompts: answer && foundIn(answer, prefix), problem: answer?.problem ?? null };
}
