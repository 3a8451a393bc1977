"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogTrigger } from "@/components/ui/dialog";
import type { KeyActions } from "./types";

type RevokeKeyDialogProps = { apiKeyId: string; name: string } & Pick<KeyActions, "revoke">;

/** Asks first: a program that still uses the key stops working, and no key can be brought back. */
export function RevokeKeyDialog({ apiKeyId, name, revoke }: RevokeKeyDialogProps) {
  const [open, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  function onConfirm() {
    startTransition(async () => {
      const result = await revoke({ apiKeyId });
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      toast.success(`The key ${name} no longer works.`);
      setOpen(false);
    });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Revoke ${name}?`}
      description="Programs that use it are refused from now on. It cannot be brought back; what it spent stays where it is."
      trigger={
        <DialogTrigger asChild>
          <Button variant="ghost" size="sm" aria-label={`Revoke ${name}`}>
            Revoke
          </Button>
        </DialogTrigger>
      }
    >
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <Button variant="danger" onClick={onConfirm} pending={isPending}>
          Revoke key
        </Button>
      </div>
    </Dialog>
  );
}
