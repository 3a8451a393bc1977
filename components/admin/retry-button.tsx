"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/errors";

type RetryButtonProps<T> = {
  /** What is sent again: for the action, and in words. */
  which: T;
  words: string;
  retry: (which: T) => Promise<ActionResult<void>>;
};

export function RetryButton<T>({ which, words, retry }: RetryButtonProps<T>) {
  const [pending, startTransition] = useTransition();

  function onClick() {
    startTransition(async () => {
      const result = await callAction(() => retry(which));
      if (result.ok) toast.success("It is on its way again.");
      else toast.error(result.message);
    });
  }

  return (
    <Button
      variant="outline"
      size="sm"
      pending={pending}
      aria-label={`Send again: ${words}`}
      onClick={onClick}
    >
      Send again
    </Button>
  );
}
