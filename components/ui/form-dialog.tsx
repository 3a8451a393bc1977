"use client";

import { type ReactNode, useCallback, useState } from "react";
import { Dialog, DialogTrigger } from "./dialog";

type FormDialogProps = {
  title: string;
  description: string;
  /** The one button that opens it. */
  button: ReactNode;
  openAtFirst?: boolean;
  /** The form, given what closes the dialog. */
  children: (close: () => void) => ReactNode;
};

/** A button that opens a form; once it is saved, the form closes the dialog. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, button, openAtFirst = false, children } = props;
  const [open, setOpen] = useState(openAtFirst);
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
