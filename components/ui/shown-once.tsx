"use client";

import type { ReactNode } from "react";
import { Button } from "./button";
import { CopyButton } from "./copy-button";
import { DialogClose } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

type ShownOnceProps = { label: string; hint: string; value: string; copy: string; children?: ReactNode };

/** The form with the button that had the focus is gone by now. */
function focus(button: HTMLButtonElement | null) {
  button?.focus();
}

/** What a dialog has made and nobody sees again, with the way to copy it. */
export function ShownOnce({ label, hint, value, copy, children }: ShownOnceProps) {
  return (
    <div className="space-y-4">
      <Field label={label} hint={hint}>
        {(control) => (
          <Input
            {...control}
            readOnly
            value={value}
            onFocus={(event) => event.currentTarget.select()}
            className="font-mono text-sm"
          />
        )}
      </Field>
      {children}
      <div className="flex justify-end gap-3">
        <CopyButton ref={focus} text={value} label={copy} size="md" variant="primary" />
        <DialogClose asChild>
          <Button variant="outline">Done</Button>
        </DialogClose>
      </div>
    </div>
  );
}
