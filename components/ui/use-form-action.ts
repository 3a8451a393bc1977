"use client";

import { type FormEvent, type RefObject, useActionState, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/errors";

export type FormAction<T> = (previous: ActionResult<T> | null, form: FormData) => Promise<ActionResult<T>>;

type FormState<T> = {
  result: ActionResult<T> | null;
  pending: boolean;
  /** What stands below a field, if its value was refused. */
  errorOf: (name: string) => string | undefined;
  /** The sentence of a failure that belongs to no field. */
  message: string | null;
  /** What was typed at the last try, so that nothing has to be typed twice. */
  typed: (name: string) => string | undefined;
  form: {
    ref: RefObject<HTMLFormElement | null>;
    action: (form: FormData) => void;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    noValidate: true;
  };
};

/** A form over a server action that works before hydration, keeps what was typed and focuses what was refused. */
export function useFormAction<T>(action: FormAction<T>): FormState<T> {
  const ref = useRef<HTMLFormElement>(null);
  const [result, submit, pending] = useActionState<ActionResult<T> | null, FormData>(action, null);
  const [values, setValues] = useState<FormData | null>(null);
  const fields = result && !result.ok ? result.fields : {};

  useEffect(() => {
    if (result && !result.ok) ref.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [result]);

  return {
    result,
    pending,
    errorOf: (name) => fields[name],
    message: result && !result.ok && Object.keys(fields).length === 0 ? result.message : null,
    typed: (name) => {
      const value = values?.get(name);
      return typeof value === "string" ? value : undefined;
    },
    form: {
      ref,
      action: submit,
      onSubmit: (event) => setValues(new FormData(event.currentTarget)),
      noValidate: true,
    },
  };
}
