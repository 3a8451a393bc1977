"use client";

import { type ReactElement, useState, useTransition } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/lib/errors";
import { Button } from "./button";
import { Dialog, DialogClose, DialogTrigger } from "./dialog";

type ConfirmDialogProps = {
  /** The one button that opens it. */
  button: ReactElement;
  title: string;
  description: string;
  /** On the button that is the yes. */
  yes: string;
  act: () => Promise<ActionResult<unknown>>;
  /** What is said once it is done. */
  done: string;
};

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ button, title, description, yes, act, done }: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  function onConfirm() {
    startTransition(async () => {
      const result = await act();
      if (!result.ok) return void toast.error(result.message);
      toast.success(done);
      setOpen(false);
    });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      description={description}
      trigger={<DialogTrigger asChild>{button}</DialogTrigger>}
    >
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <Button variant="danger" onClick={onConfirm} pending={isPending}>
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}
