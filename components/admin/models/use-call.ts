"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import type { Saved } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/errors";

/** Calls an action of one click and says how it went. */
export function useCall() {
  const [isPending, startTransition] = useTransition();
  function call(action: () => Promise<ActionResult<Saved>>, onDone?: () => void) {
    startTransition(async () => {
      const result = await action();
      if (!result.ok) toast.error(result.message);
      else {
        toast.success(result.data.message);
        onDone?.();
      }
    });
  }
  return { call, isPending };
}
