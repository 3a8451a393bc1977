"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import type { Choices, ListedBudget } from "./types";
import { MemberField } from "./whom-fields";

type TopUpFormProps = {
  budget: ListedBudget;
  choices: Choices;
  action: Submit;
  onAdded: () => void;
};

/** Adds to a budget for a while; once it is added, the fields are empty again. */
export function TopUpForm(props: TopUpFormProps) {
  const [added, setAdded] = useState(0);
  const onAdded = () => {
    setAdded((count) => count + 1);
    props.onAdded();
  };
  return <EmptyForm key={added} {...props} onAdded={onAdded} />;
}

function EmptyForm({ budget, choices, action, onAdded }: TopUpFormProps) {
  const { form, pending, message, errorOf } = useSubmit(action, onAdded);
  const isShared = budget.standing !== null;
  return (
    <form {...form} aria-label="Add a top-up" className="space-y-4 border-line border-t pt-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="hidden" name="budgetId" value={budget.budgetId} />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={budget.unit === "usd" ? "Add, in US dollars" : `Add, in ${budget.unit}`}
          name="amount"
          inputMode={budget.unit === "usd" ? "decimal" : "numeric"}
          autoComplete="off"
          error={errorOf("amount")}
        />
        <TextField label="Until the end of" name="lastDay" type="date" error={errorOf("lastDay")} />
      </div>
      {!isShared && (
        <MemberField
          label="For one member alone"
          name="email"
          hint="Empty for everybody’s share."
          choices={choices}
          error={errorOf("email")}
        />
      )}
      <TextField
        label="Reason"
        name="reason"
        autoComplete="off"
        maxLength={200}
        placeholder="End of the quarter"
        error={errorOf("reason")}
      />
      <div className="flex justify-end">
        <Button type="submit" pending={pending}>
          Add top-up
        </Button>
      </div>
    </form>
  );
}
