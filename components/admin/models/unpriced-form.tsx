"use client";

import { Button } from "@/components/ui/button";
import { DialogClose } from "@/components/ui/dialog";
import type { Saved } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/errors";
import { useCall } from "./use-call";

type UnpricedFormProps = { allow: () => Promise<ActionResult<Saved>>; onAllowed: () => void };

/** The two answers to whether a model may run although nobody knows its price. */
export function UnpricedForm({ allow, onAllowed }: UnpricedFormProps) {
  const { call, isPending } = useCall();
  return (
    <div className="flex justify-end gap-2">
      <DialogClose asChild>
        <Button variant="ghost">Cancel</Button>
      </DialogClose>
      <Button pending={isPending} onClick={() => call(allow, onAllowed)}>
        Allow unpriced
      </Button>
    </div>
  );
}
