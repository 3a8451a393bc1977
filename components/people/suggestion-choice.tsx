"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import type { ActionResult } from "@/lib/errors";

type SuggestionChoiceProps = {
  suggestsThreads: boolean;
  save: (input: { suggestsThreads: boolean }) => Promise<ActionResult<void>>;
};

/** Whether the composer offers a new thread; saved at once. */
export function SuggestionChoice({ suggestsThreads, save }: SuggestionChoiceProps) {
  const [chosen, setChosen] = useState(suggestsThreads);
  const [isPending, startTransition] = useTransition();

  function choose(next: boolean) {
    setChosen(next);
    startTransition(async () => {
      const result = await callAction(() => save({ suggestsThreads: next }));
      if (result.ok) return;
      setChosen(!next);
      toast.error(result.message);
    });
  }

  return (
    <label className="flex items-start gap-3">
      <input
        type="checkbox"
        checked={chosen}
        disabled={isPending}
        onChange={(event) => choose(event.target.checked)}
        aria-describedby="suggestion-words"
        className="mt-1 size-4 accent-accent"
      />
      <span>
        Offer a new thread when a message leaves the topic
        <span id="suggestion-words" className="block text-muted text-sm">
          A new topic costs less in a thread of its own. The comparison is made in your browser and costs
          nothing.
        </span>
      </span>
    </label>
  );
}
