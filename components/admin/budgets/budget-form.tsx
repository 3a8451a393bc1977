"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { ChoiceField } from "@/components/ui/choice-field";
import { FormEnd } from "@/components/ui/form-end";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import type { Budget, BudgetKey, BudgetUnit, OnLimit } from "@/lib/budgets/types";
import { toDecimalUsd } from "@/lib/money";
import { ON_LIMIT_LABELS, PERIOD_LABELS, UNIT_LABELS } from "./budget-words";
import type { Choices } from "./types";
import { WhomFields } from "./whom-fields";

export type FixedTarget = Pick<BudgetKey, "scope"> & { scopeId: string; name: string };

type BudgetFormProps = {
  action: Submit;
  choices: Choices;
  /** The budget to change, or for whom a new one is; null where that is chosen too. */
  of: { budget: Budget } | { target: FixedTarget } | null;
  onSaved: () => void;
};

/** A budget. What it is for and how it counts make it the one it is, so that a change is of the rest. */
export function BudgetForm({ action, choices, of, onSaved }: BudgetFormProps) {
  const budget = of && "budget" in of ? of.budget : null;
  const [unit, setUnit] = useState<BudgetUnit>(budget?.unit ?? "usd");
  const [onLimit, setOnLimit] = useState<OnLimit>(budget?.onLimit ?? "block");
  const { form, pending, message, question, errorOf } = useSubmit(action, onSaved);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      {of && <HiddenFields values={"budget" in of ? keyOf(of.budget) : targetOf(of.target)} />}
      {!of && <WhomFields choices={choices} errorOf={errorOf} />}
      {!budget && (
        <div className="grid grid-cols-2 gap-3">
          <ChoiceField label="Period" name="period" choices={PERIOD_LABELS} initial="month" />
          <ChoiceField label="Counted in" name="unit" choices={UNIT_LABELS} value={unit} onChoose={setUnit} />
        </div>
      )}
      <AmountField unit={unit} budget={budget} error={errorOf("amount")} />
      {!budget && (
        <ChoiceField
          label="At the limit"
          name="onLimit"
          choices={ON_LIMIT_LABELS}
          value={onLimit}
          onChoose={setOnLimit}
        />
      )}
      {onLimit === "downgrade" && (
        <ChoiceField
          label="The model that answers instead"
          name="downgradeTo"
          choices={modelsOf(choices, budget?.downgradeTo)}
          initial={budget?.downgradeTo ?? undefined}
          error={errorOf("downgradeTo")}
        />
      )}
      <TextField
        label="Tell the admins at"
        name="thresholds"
        autoComplete="off"
        hint="Percent of the limit, such as 50, 80, 95. At 100% they are always told: leave it empty for that alone."
        defaultValue={(budget?.thresholds ?? choices.thresholds).join(", ")}
        error={errorOf("thresholds")}
      />
      <FormEnd pending={pending} question={question} />
    </form>
  );
}

/** With the one that is set, should it not be offered any more. */
function modelsOf({ models }: Choices, current: string | null | undefined): Record<string, string> {
  const offered = Object.fromEntries(models.map(({ id, name }) => [id, name]));
  return current ? { [current]: current, ...offered } : offered;
}

function keyOf({ budgetId, scope, scopeId, period, unit, onLimit }: Budget) {
  return { budgetId, scope, whom: scopeId ?? "", period, unit, onLimit };
}

function targetOf({ scope, scopeId }: FixedTarget) {
  return { scope, whom: scopeId };
}

type AmountFieldProps = { unit: BudgetUnit; budget: Budget | null; error: string | undefined };

function AmountField({ unit, budget, error }: AmountFieldProps) {
  const inDollars = unit === "usd";
  const known = budget && (inDollars ? toDecimalUsd(budget.limit) : String(budget.limit));
  return (
    <TextField
      label={inDollars ? "Limit, in US dollars" : `Limit, in ${unit}`}
      name="amount"
      inputMode={inDollars ? "decimal" : "numeric"}
      autoComplete="off"
      defaultValue={known ?? ""}
      placeholder={inDollars ? "5.00" : "1000"}
      error={error}
    />
  );
}
