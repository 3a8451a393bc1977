"use client";

import { useState } from "react";
import { budgetHeading } from "@/components/shell/budget-names";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import type { BudgetStanding } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";

type AskFormProps = { standings: BudgetStanding[]; action: Submit; timeZone: string };

/** How much more of which budget, until when and what for. */
export function AskForm({ standings, action, timeZone }: AskFormProps) {
  const { form, pending, message, errorOf } = useSubmit(action, () => undefined);
  const [budgetId, setBudgetId] = useState(standings[0]?.budgetId);
  const chosen = standings.find((standing) => standing.budgetId === budgetId);
  return (
    <form {...form} aria-label="Ask for more budget" className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <Field label="Budget" error={errorOf("budgetId")}>
        {(control) => (
          <Select
            {...control}
            name="budgetId"
            value={budgetId}
            onChange={(event) => setBudgetId(event.currentTarget.value)}
          >
            {standings.map((standing) => (
              <option key={standing.budgetId} value={standing.budgetId}>
                {budgetHeading(standing, timeZone)} ({formatLimit(standing.effectiveLimit, standing.unit)})
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={chosen?.unit === "usd" ? "How much more, in US dollars" : `How many more ${chosen?.unit}`}
          name="amount"
          inputMode={chosen?.unit === "usd" ? "decimal" : "numeric"}
          autoComplete="off"
          error={errorOf("amount")}
        />
        <TextField
          label="Needed until the end of"
          name="lastDay"
          type="date"
          hint="Leave it empty to have it for good."
          error={errorOf("lastDay")}
        />
      </div>
      <TextField
        label="Reason"
        name="reason"
        maxLength={500}
        autoComplete="off"
        placeholder="The quarter’s report"
        error={errorOf("reason")}
      />
      <Button type="submit" variant="outline" pending={pending}>
        Ask for more
      </Button>
    </form>
  );
}
