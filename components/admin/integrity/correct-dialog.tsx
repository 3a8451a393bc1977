"use client";

import { useCallback, useEffect, useState } from "react";
import { toast } from "sonner";
import { TextField } from "@/components/people/text-field";
import { type FormAction, useFormAction } from "@/components/people/use-form-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogTrigger } from "@/components/ui/dialog";
import { formatUsd } from "@/lib/money";
import type { EstimatedCall } from "@/lib/reports/types";

export type CorrectAction = FormAction<{ message: string }>;

type CorrectDialogProps = { call: EstimatedCall; when: string; action: CorrectAction };

/** A button that opens the form for what a call really cost. */
export function CorrectDialog({ call, when, action }: CorrectDialogProps) {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const { memberName, model, costPicoUsd } = call;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Correct an amount"
      description={`${memberName}, ${model}, ${when}: booked with about ${formatUsd(costPicoUsd)}. The correction is booked beside it with your name, and budgets follow.`}
      trigger={
        <DialogTrigger asChild>
          <Button variant="outline" size="sm" aria-label={`Correct the amount of ${memberName}, ${when}`}>
            Correct
          </Button>
        </DialogTrigger>
      }
    >
      <CorrectForm attemptId={call.attemptId} action={action} onSaved={close} />
    </Dialog>
  );
}

type CorrectFormProps = { attemptId: string; action: CorrectAction; onSaved: () => void };

function CorrectForm({ attemptId, action, onSaved }: CorrectFormProps) {
  const { form, result, pending, message, errorOf, typed } = useFormAction(action);
  useEffect(() => {
    if (!result?.ok) return;
    toast.success(result.data.message);
    onSaved();
  }, [result, onSaved]);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="hidden" name="attemptId" value={attemptId} />
      <TextField
        label="Real cost, in US dollars"
        name="costUsd"
        inputMode="decimal"
        autoComplete="off"
        placeholder="0.12"
        error={errorOf("costUsd")}
        defaultValue={typed("costUsd")}
      />
      <TextField
        label="Why"
        name="why"
        autoComplete="off"
        hint="It stands beside the correction for ever."
        error={errorOf("why")}
        defaultValue={typed("why")}
      />
      <div className="flex justify-end gap-2 pt-1">
        <DialogClose asChild>
          <Button variant="ghost">Cancel</Button>
        </DialogClose>
        <Button type="submit" pending={pending}>
          Book the correction
        </Button>
      </div>
    </form>
  );
}
