"use client";

import { type ReactNode, useCallback, useState } from "react";
import { Dialog, DialogTrigger } from "./dialog";

type FormDialogProps = {
  title: string;
  description: string;
  /** The one button that opens it. */
  button: ReactNode;
  /** The form, given what closes the dialog. */
  children: (close: () => void) => ReactNode;
};

/** A button that opens a form; once it is saved, the form closes the dialog. */
export function FormDialog({ title, description, button, children }: FormDialogProps) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      description={description}
      trigger={<DialogTrigger asChild>{button}</DialogTrigger>}
    >
      {children(close)}
    </Dialog>
  );
}
