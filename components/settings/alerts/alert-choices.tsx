"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import type { MemberAlerts } from "@/lib/alerts/types";
import type { ActionResult } from "@/lib/errors";

const CHOICES = [
  {
    kind: "threshold",
    label: "When a budget of mine reaches a threshold",
    hint: "Such as 80% used, $1.60 left of $8.00.",
  },
  {
    kind: "forecast",
    label: "When my month is expected to cost more than my budget",
    hint: "Once for each month and limit.",
  },
] as const;

type Kind = (typeof CHOICES)[number]["kind"];

type AlertChoicesProps = {
  alertKinds: MemberAlerts["alertKinds"];
  save: (input: { alertKinds: string[] }) => Promise<ActionResult<void>>;
};

/** What a member gets by email; saved at once. */
export function AlertChoices({ alertKinds, save }: AlertChoicesProps) {
  const [chosen, setChosen] = useState<readonly string[]>(alertKinds);
  const [isPending, startTransition] = useTransition();

  function choose(kind: Kind, isWanted: boolean) {
    const next = isWanted ? [...chosen, kind] : chosen.filter((one) => one !== kind);
    setChosen(next);
    startTransition(async () => {
      const result = await callAction(() => save({ alertKinds: next }));
      if (result.ok) return;
      setChosen(chosen);
      toast.error(result.message);
    });
  }

  return (
    <div className="space-y-3">
      {CHOICES.map(({ kind, label, hint }) => (
        <label key={kind} className="flex items-start gap-3">
          <input
            type="checkbox"
            checked={chosen.includes(kind)}
            disabled={isPending}
            onChange={(event) => choose(kind, event.target.checked)}
            aria-describedby={`alert-${kind}`}
            className="mt-1 size-4 shrink-0 accent-accent"
          />
          <span>
            {label}
            <span id={`alert-${kind}`} className="block text-muted text-sm">
              {hint}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}
