"use client";

import { useOptimistic, useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import type { ActionResult } from "@/lib/errors";

export type SetConsent = (input: { agreed: boolean }) => Promise<ActionResult<unknown>>;

type ConsentSwitchProps = { label: string; agreed: boolean; setConsent: SetConsent };

/** Takes effect at once, and back at once. */
export function ConsentSwitch({ label, agreed, setConsent }: ConsentSwitchProps) {
  const [shown, show] = useOptimistic(agreed);
  const [, startTransition] = useTransition();

  function toggle() {
    startTransition(async () => {
      show(!shown);
      const result = await callAction(() => setConsent({ agreed: !shown }));
      if (!result.ok) return void toast.error(result.message);
      toast(
        shown
          ? "Your threads stay, whatever their age."
          : "Your old threads will be deleted, and you are told before.",
      );
    });
  }

  return (
    <label className="flex cursor-pointer items-start justify-between gap-4">
      <span>{label}</span>
      <button
        type="button"
        role="switch"
        aria-checked={shown}
        aria-describedby="consent-means"
        onClick={toggle}
        className="group mt-0.5 h-5.5 w-10 shrink-0 rounded-full border border-edge bg-panel p-0.5 transition-colors aria-checked:border-accent aria-checked:bg-accent"
      >
        <span
          aria-hidden
          className="block size-4 rounded-full bg-edge transition-transform group-aria-checked:translate-x-4.5 group-aria-checked:bg-on-accent"
        />
      </button>
    </label>
  );
}
