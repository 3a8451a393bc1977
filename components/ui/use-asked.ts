"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/lib/errors";

export type Asked = {
  isPending: boolean;
  /** What the server wants a yes to; null where it asks nothing. */
  question: string | null;
  run: () => void;
  yes: () => void;
  no: () => void;
};

/** Does something of a button that the server may ask about first; an `AskDialog` shows the question. */
export function useAsked<T>(
  act: (confirmed: string | undefined) => Promise<ActionResult<T>>,
  onDone: (done: T) => void,
): Asked {
  const [asked, setAsked] = useState<{ key: string; sentence: string } | null>(null);
  const [isPending, startTransition] = useTransition();
  function send(confirmed?: string) {
    startTransition(async () => {
      const result = await act(confirmed);
      if (!result.ok && result.details.question) {
        setAsked({ key: result.details.question, sentence: result.message });
        return;
      }
      setAsked(null);
      if (result.ok) onDone(result.data);
      else toast.error(result.message);
    });
  }
  return {
    isPending,
    question: asked?.sentence ?? null,
    run: () => send(),
    yes: () => send(asked?.key),
    no: () => setAsked(null),
  };
}
