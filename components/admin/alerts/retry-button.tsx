"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { callAction } from "@/components/threads/call-action";
import { Button } from "@/components/ui/button";
import type { Retry } from "./types";

type RetryButtonProps = { deliveryId: string; sentence: string; retry: Retry };

export function RetryButton({ deliveryId, sentence, retry }: RetryButtonProps) {
  const [pending, startTransition] = useTransition();

  function onClick() {
    startTransition(async () => {
      const result = await callAction(() => retry({ deliveryId }));
      if (result.ok) toast.success("It is on its way again.");
      else toast.error(result.message);
    });
  }

  return (
    <Button
      variant="outline"
      size="sm"
      pending={pending}
      aria-label={`Send again: ${sentence}`}
      onClick={onClick}
    >
      Send again
    </Button>
  );
}
