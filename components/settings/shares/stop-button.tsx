"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/errors";

type StopButtonProps = {
  title: string;
  shareId: string;
  stop: (input: { shareId: string }) => Promise<ActionResult<unknown>>;
};

/** Ends a link at once. */
export function StopButton({ title, shareId, stop }: StopButtonProps) {
  const [pending, startTransition] = useTransition();
  function end() {
    startTransition(async () => {
      const result = await callAction(() => stop({ shareId }));
      if (result.ok) toast(`“${title}” is not shared any more.`);
      else toast.error(result.message);
    });
  }
  return (
    <Button variant="outline" size="sm" aria-label={`Stop sharing ${title}`} pending={pending} onClick={end}>
      Stop sharing
    </Button>
  );
}
