"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { offerUndo } from "@/components/threads/undo";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { FormDialog } from "@/components/ui/form-dialog";
import { FormEnd } from "@/components/ui/form-end";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/errors";

type Which = { day: string; filters: string };

export type AnomalyActions = {
  dismiss: Submit;
  restore: (which: Which) => Promise<ActionResult<{ reason: string }>>;
  dismissAgain: (which: Which & { reason: string }) => Promise<ActionResult<unknown>>;
};

type ButtonProps = Which & { name: string; actions: AnomalyActions };

/** Asks why nobody has to look at the day again. */
export function DismissDialog({ name, ...props }: ButtonProps) {
  return (
    <FormDialog
      title={`Dismiss ${name}`}
      description="The day stays in every sum; it is only marked no more. The reason is kept with it."
      button={
        <Button variant="outline" size="sm" aria-label={`Dismiss ${name}`}>
          Dismiss
        </Button>
      }
    >
      {(close) => <DismissForm {...props} onSaved={close} />}
    </FormDialog>
  );
}

type DismissFormProps = Omit<ButtonProps, "name"> & { onSaved: () => void };

function DismissForm({ day, filters, actions, onSaved }: DismissFormProps) {
  const { form, pending, errorOf, message } = useSubmit(actions.dismiss, onSaved);
  return (
    <form {...form} className="space-y-4">
      <HiddenFields values={{ day, filters }} />
      <TextField label="Reason" name="reason" maxLength={300} autoComplete="off" error={errorOf("reason")} />
      {message && <Alert tone="bad">{message}</Alert>}
      <FormEnd pending={pending} label="Dismiss" />
    </form>
  );
}

/** Marks a dismissed day again, which can be undone. */
export function RestoreButton({ day, filters, name, actions }: ButtonProps) {
  const [isPending, startTransition] = useTransition();

  function undo(reason: string) {
    startTransition(async () => {
      const result = await actions.dismissAgain({ day, filters, reason });
      if (!result.ok) toast.error(result.message);
    });
  }

  function restore() {
    startTransition(async () => {
      const result = await actions.restore({ day, filters });
      if (!result.ok) return void toast.error(result.message);
      offerUndo(`${name} is marked again.`, () => undo(result.data.reason));
    });
  }

  return (
    <Button variant="ghost" size="sm" pending={isPending} aria-label={`Mark ${name} again`} onClick={restore}>
      Mark again
    </Button>
  );
}
