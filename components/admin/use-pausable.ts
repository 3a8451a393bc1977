"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { offerUndo } from "@/components/threads/undo";
import type { ActionResult } from "@/lib/errors";

type Outcome = { works: boolean; sentence: string };

/** What the server does to one thing; `test` answers in one sentence about what came of it. */
type Calls = Record<"pause" | "resume" | "remove" | "restore", () => Promise<ActionResult<void>>> & {
  test: () => Promise<ActionResult<Outcome>>;
};

/** What is said while it is tested, and once it is paused or goes on. */
type Words = { testing: string; paused: string; resumed: string };

type Pausable = { name: string; isPaused: boolean; calls: Calls; words: Words };

/** What can be done with one press to what can be tested, paused and removed, and what came of its test. */
export function usePausable({ name, isPaused, calls, words }: Pausable) {
  const [pending, startTransition] = useTransition();
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  function run(call: () => Promise<ActionResult<void>>, onDone: () => void) {
    startTransition(async () => {
      const result = await callAction(call);
      if (result.ok) onDone();
      else toast.error(result.message);
    });
  }

  const restore = () => run(calls.restore, () => toast.success(`${name} is back.`));
  return {
    pending,
    outcome,
    test: () =>
      startTransition(async () => {
        setOutcome({ works: true, sentence: words.testing });
        const result = await callAction(calls.test);
        setOutcome(result.ok ? result.data : { works: false, sentence: result.message });
      }),
    togglePause: () =>
      isPaused
        ? run(calls.resume, () => toast.success(words.resumed))
        : run(calls.pause, () => toast.success(words.paused)),
    remove: () => run(calls.remove, () => offerUndo(`${name} is removed.`, restore)),
  };
}
