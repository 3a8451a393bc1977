"use client";

import { type ReactNode, useState } from "react";
import type { ActionResult } from "@/lib/errors";
import { Alert } from "../alert";
import { Button } from "../button";
import { cn } from "../cn";
import { Dialog } from "../dialog";
import { FormEnd } from "../form-end";
import { useSubmit } from "../use-submit";
import { type BulkDone, sayBulk, type Undo } from "./bulk";
import { useSelection } from "./selection";

export type BulkSubmit<U> = (form: FormData) => Promise<ActionResult<BulkDone<U>>>;

type BulkDialogProps<U> = {
  /** On the button that opens it. */
  button: ReactNode;
  title: string;
  description?: string;
  /** Gets the fields of the form, and `ids` with commas between them. */
  action: BulkSubmit<U>;
  undo?: Undo<U> | undefined;
  /** On the button that does it. */
  submit?: string;
  /** Of what cannot be taken back. */
  tone?: "plain" | "bad";
  /** The fields; left out where it only asks. */
  children?: (errorOf: (name: string) => string | undefined) => ReactNode;
};

/** A button that asks by a form what is to be done to the selected rows. Once it is done it lets go of them. */
export function BulkDialog<U>({ button, title, description, ...form }: BulkDialogProps<U>) {
  const isBad = form.tone === "bad";
  const [open, setOpen] = useState(false);
  const { clear } = useSelection();
  function onDone() {
    setOpen(false);
    clear();
  }
  return (
    <>
      <Button variant="outline" size="sm" className={cn(isBad && "text-bad")} onClick={() => setOpen(true)}>
        {button}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={title} description={description}>
        <BulkForm {...form} onDone={onDone} />
      </Dialog>
    </>
  );
}

type BulkFormProps<U> = Omit<BulkDialogProps<U>, "button" | "title" | "description"> & { onDone: () => void };

function BulkForm<U>({ action, undo, submit = "Save", tone, children, onDone }: BulkFormProps<U>) {
  const { chosen } = useSelection();
  const { form, pending, message, question, errorOf } = useSubmit(action, onDone, (done) =>
    sayBulk(done, undo),
  );
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="hidden" name="ids" value={chosen.map(({ id }) => id).join(",")} />
      {children?.(errorOf)}
      <FormEnd pending={pending} question={question} label={submit} tone={tone} />
    </form>
  );
}
