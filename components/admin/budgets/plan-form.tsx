"use client";

import { Alert } from "@/components/ui/alert";
import { FormEnd } from "@/components/ui/form-end";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import { toDecimalUsd } from "@/lib/money";
import type { PlanMenuProps } from "./plan-menu";
import { PlanModels } from "./plan-models";
import type { Choices } from "./types";

type PlanFormProps = {
  /** Null for a new one. */
  plan: PlanMenuProps["plan"] | null;
  models: Choices["models"];
  action: Submit;
  onSaved: () => void;
};

/** A plan. An empty field does not limit anything. */
export function PlanForm({ plan, models, action, onSaved }: PlanFormProps) {
  const { form, pending, message, errorOf } = useSubmit(action, onSaved);
  const count = { inputMode: "numeric", autoComplete: "off", placeholder: "No limit" } as const;
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      {plan && <input type="hidden" name="planId" value={plan.planId} />}
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        defaultValue={plan?.name}
        error={errorOf("name")}
      />
      <PlanModels plan={plan} models={models} error={errorOf("models")} />
      <div className="grid grid-cols-2 items-end gap-3">
        <TextField
          label="Messages a month"
          name="messages"
          defaultValue={plan?.messages?.toString()}
          error={errorOf("messages")}
          {...count}
        />
        <TextField
          label="Most per message, in $"
          name="requestPicoUsdMax"
          defaultValue={plan?.requestPicoUsdMax ? toDecimalUsd(plan.requestPicoUsdMax) : ""}
          error={errorOf("requestPicoUsdMax")}
          {...count}
          inputMode="decimal"
        />
        <TextField
          label="Longest input, in tokens"
          name="inputTokensMax"
          defaultValue={plan?.inputTokensMax?.toString()}
          error={errorOf("inputTokensMax")}
          {...count}
        />
        <TextField
          label="Longest answer, in tokens"
          name="outputTokensMax"
          defaultValue={plan?.outputTokensMax?.toString()}
          error={errorOf("outputTokensMax")}
          {...count}
        />
      </div>
      <FormEnd pending={pending} />
    </form>
  );
}
