"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { offerUndo } from "@/components/threads/undo";
import type { ActionResult } from "@/lib/errors";
import type { ProviderActions, ProviderCard, ProviderTest } from "./types";

/** What can be done to a provider with one press, and what came of its test. */
export function useProvider({ providerId, name, pausedAt }: ProviderCard, actions: ProviderActions) {
  const [pending, startTransition] = useTransition();
  const [outcome, setOutcome] = useState<ProviderTest | null>(null);
  const which = { providerId };

  function run(call: () => Promise<ActionResult<void>>, onDone: () => void) {
    startTransition(async () => {
      const result = await callAction(call);
      if (result.ok) onDone();
      else toast.error(result.message);
    });
  }

  return {
    pending,
    outcome,
    test: () =>
      startTransition(async () => {
        setOutcome({ works: true, sentence: "The provider is asked for its models…" });
        const result = await callAction(() => actions.test(which));
        setOutcome(result.ok ? result.data : { works: false, sentence: result.message });
      }),
    togglePause: () =>
      pausedAt
        ? run(
            () => actions.resume(which),
            () => toast.success(`The models of ${name} are offered again.`),
          )
        : run(
            () => actions.pause(which),
            () => toast.success(`The models of ${name} are not offered until you resume it.`),
          ),
    remove: () =>
      run(
        () => actions.remove(which),
        () =>
          offerUndo(`${name} is removed.`, () =>
            run(
              () => actions.restore(which),
              () => toast.success(`${name} is back.`),
            ),
          ),
      ),
  };
}
