import { useEffect, useState } from "react";
import { type CallResult, callAction } from "./call-action";
import type { SearchAsked, SearchRow, SearchThreads } from "./search-types";

const TYPING_MS = 150;
const SLOW_AFTER_MS = 300;

type Answer = { key: string; result: CallResult<SearchRow[]> };

/**
 * Asks once nobody has typed for a moment; of several answers only the one to the last question counts, and the one
 * before stays until it is here. `slow` is true while an answer is waited for longer than an eye forgives.
 */
export function useThreadSearch(search: SearchThreads, asked: SearchAsked) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [slow, setSlow] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(asked);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what is asked, and an attempt asks it again.
  useEffect(() => {
    let isLast = true;
    const slowly = setTimeout(() => setSlow(true), TYPING_MS + SLOW_AFTER_MS);
    const start = setTimeout(async () => {
      const result = await callAction(() => search(asked));
      if (!isLast) return;
      clearTimeout(slowly);
      setSlow(false);
      setAnswer({ key, result });
    }, TYPING_MS);
    return () => {
      isLast = false;
      clearTimeout(slowly);
      clearTimeout(start);
    };
  }, [search, key, attempt]);

  return {
    result: answer?.result ?? null,
    isCurrent: answer?.key === key,
    slow,
    retry: () => setAttempt((count) => count + 1),
  };
}
