"use client";

import { Plus } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";

type AddDialogProps = {
  button: string;
  title: string;
  description: string;
  /** The form, given what closes the dialog. */
  children: (close: () => void) => ReactNode;
};

/** A button that opens the form of something new. */
export function AddDialog({ button, title, description, children }: AddDialogProps) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      description={description}
      trigger={
        <DialogTrigger asChild>
          <Button size="pill">
            <Plus aria-hidden />
            {button}
          </Button>
        </DialogTrigger>
      }
    >
      {children(close)}
    </Dialog>
  );
}
