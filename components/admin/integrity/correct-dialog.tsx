"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { FormDialog } from "@/components/ui/form-dialog";
import { FormEnd } from "@/components/ui/form-end";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import { formatUsd } from "@/lib/money";
import type { EstimatedCall } from "@/lib/reports/types";

type CorrectDialogProps = { call: EstimatedCall; when: string; action: Submit };

/** A button that opens the form for what a call really cost. */
export function CorrectDialog({ call, when, action }: CorrectDialogProps) {
  const { attemptId, memberName, model, costPicoUsd } = call;
  return (
    <FormDialog
      title="Correct an amount"
      description={`${memberName}, ${model}, ${when}: booked with about ${formatUsd(costPicoUsd)}. The correction is booked beside it with your name, and budgets follow.`}
      button={
        <Button variant="outline" size="sm" aria-label={`Correct the amount of ${memberName}, ${when}`}>
          Correct
        </Button>
      }
    >
      {(close) => <CorrectForm attemptId={attemptId} action={action} onSaved={close} />}
    </FormDialog>
  );
}

type CorrectFormProps = { attemptId: string; action: Submit; onSaved: () => void };

function CorrectForm({ attemptId, action, onSaved }: CorrectFormProps) {
  const { form, pending, message, errorOf } = useSubmit(action, onSaved);
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
      />
      <TextField
        label="Why"
        name="why"
        autoComplete="off"
        hint="It stands beside the correction for ever."
        error={errorOf("why")}
      />
      <FormEnd pending={pending} label="Book the correction" />
    </form>
  );
}
