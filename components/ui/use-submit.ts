"use client";

import { type FormEvent, type RefObject, useEffect, useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/lib/errors";

/** What an action has done, as a sentence for a person. */
export type Saved = { message: string };

export type Submit = (form: FormData) => Promise<ActionResult<Saved>>;

type Submitting = {
  pending: boolean;
  /** What stands below a field, if its value was refused. */
  errorOf: (name: string) => string | undefined;
  /** The sentence of a failure that belongs to no field. */
  message: string | null;
  /** What the server wants confirmed before it saves; sending the form again is the yes. */
  question: string | null;
  form: {
    ref: RefObject<HTMLFormElement | null>;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    noValidate: true;
  };
};

/**
 * A form of a dialog, whose fields may depend on each other: unlike a form's own action, sending it does not set the
 * fields back. What was refused gets the focus; what was saved is said, and `onSaved` closes the dialog.
 */
export function useSubmit<T extends Saved>(
  action: (form: FormData) => Promise<ActionResult<T>>,
  onSaved: () => void,
  say: (saved: T) => void = sayMessage,
): Submitting {
  const ref = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<Extract<ActionResult<T>, { ok: false }> | null>(null);
  const [pending, startTransition] = useTransition();
  const fields = failure?.fields ?? {};
  const asked = failure?.details.question;

  useEffect(() => {
    if (failure) ref.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [failure]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (asked) form.set("confirmed", asked);
    startTransition(async () => {
      const result = await action(form);
      setFailure(result.ok ? null : result);
      if (!result.ok) return;
      say(result.data);
      onSaved();
    });
  }

  return {
    pending,
    errorOf: (name) => fields[name],
    message: failure && !asked && Object.keys(fields).length === 0 ? failure.message : null,
    question: failure && asked ? failure.message : null,
    form: { ref, onSubmit, noValidate: true },
  };
}

function sayMessage({ message }: Saved): void {
  toast.success(message);
}
