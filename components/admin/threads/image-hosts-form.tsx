"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { controlStyles } from "@/components/ui/input";
import { type FormAction, useFormAction } from "@/components/ui/use-form-action";

type ImageHostsFormProps = { action: FormAction<{ message: string }>; hosts: readonly string[] };

/** The hosts whose pictures answers show, and what allowing one means. */
export function ImageHostsForm({ action, hosts }: ImageHostsFormProps) {
  const { form, result, pending, message, errorOf, typed } = useFormAction(action);
  useEffect(() => {
    if (result?.ok) toast.success(result.data.message);
  }, [result]);
  return (
    <form {...form} aria-label="Pictures in answers" className="space-y-5">
      {message && <Alert tone="bad">{message}</Alert>}
      <Alert tone="warn">
        Allow only hosts that you trust with what is said in threads: a picture’s address is written by the
        model and can carry words of the thread, and the host also learns who opens it and when.
      </Alert>
      <Field
        label="Image hosts"
        hint="One a line, at most 20, such as images.example.org, or *.example.org for everything below that name; only https is asked (empty: none)."
        error={errorOf("hosts")}
      >
        {(control) => (
          <textarea
            {...control}
            name="hosts"
            rows={4}
            // What was saved is shown as it is understood, and what was refused as it was typed.
            defaultValue={(result?.ok ? undefined : typed("hosts")) ?? hosts.join("\n")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className={cn(
              controlStyles,
              "block field-sizing-content max-h-[60dvh] min-h-28 py-2 font-mono text-sm",
            )}
          />
        )}
      </Field>
      <p className="text-muted text-sm">
        A change holds for every page opened ten seconds later; a page that is open keeps to the old hosts
        until it is reloaded.
      </p>
      <Button type="submit" pending={pending}>
        Save
      </Button>
    </form>
  );
}
