"use client";

import { Alert } from "@/components/ui/alert";
import { Dialog } from "@/components/ui/dialog";
import { FormEnd } from "@/components/ui/form-end";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import { lastDayOf } from "@/components/usage/requests/request-words";
import type { WaitingRequest } from "@/lib/budgets/types";
import { toDecimalUsd } from "@/lib/money";

type DecisionDialogProps = {
  request: WaitingRequest;
  decision: "approve" | "decline";
  action: Submit;
  timeZone: string;
  onClose: () => void;
};

/** How much and until when, or why not. */
export function DecisionDialog({ request, decision, action, timeZone, onClose }: DecisionDialogProps) {
  const { form, pending, message, errorOf } = useSubmit(action, onClose);
  const { requestId, member, budget, neededUntil } = request;
  const isApproval = decision === "approve";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${isApproval ? "Approve" : "Decline"} the request of ${member.name}`}
      description={
        isApproval
          ? `With a day it is added until then. Without one the budget is raised for good.${sharedWords(request)}`
          : "The member reads your answer on their usage page."
      }
    >
      <form {...form} className="space-y-4">
        {message && <Alert tone="bad">{message}</Alert>}
        <input type="hidden" name="requestId" value={requestId} />
        {isApproval && (
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label={budget?.unit === "usd" ? "Give, in US dollars" : `Give, in ${budget?.unit}`}
              name="amount"
              autoComplete="off"
              defaultValue={typedAmount(request)}
              error={errorOf("amount")}
            />
            <TextField
              label="Until the end of"
              name="lastDay"
              type="date"
              defaultValue={neededUntil ? lastDayOf(neededUntil, timeZone) : ""}
              error={errorOf("lastDay")}
            />
          </div>
        )}
        <TextField
          label={isApproval ? "Answer (optional)" : "Answer"}
          name="answer"
          maxLength={500}
          autoComplete="off"
          error={errorOf("answer")}
        />
        <FormEnd pending={pending} label={isApproval ? "Approve" : "Decline"} />
      </form>
    </Dialog>
  );
}

function sharedWords({ budget }: WaitingRequest): string {
  if (budget?.scope === "org")
    return " It is the whole organisation’s budget: everybody can use what you give.";
  return budget?.scope === "department" ? " The whole department can use what you give." : "";
}

function typedAmount({ amount, budget }: WaitingRequest): string {
  return budget?.unit === "usd" ? toDecimalUsd(amount) : String(amount);
}
