"use client";

import { useState } from "react";
import { ChoiceField } from "@/components/ui/choice-field";
import type { BulkDone, Undo } from "@/components/ui/selection/bulk";
import { BulkAct } from "@/components/ui/selection/bulk-act";
import { BulkDialog, type BulkSubmit } from "@/components/ui/selection/bulk-dialog";
import { useSelection } from "@/components/ui/selection/selection";
import { SelectionBar } from "@/components/ui/selection/selection-bar";
import { TextField } from "@/components/ui/text-field";
import type { Budget, BudgetChange, BudgetUnit } from "@/lib/budgets/types";
import type { ActionResult } from "@/lib/errors";
import { UNIT_LABELS } from "./budget-words";

/** Asks first where something goes with them for good. */
export type RemoveBudgets = (input: {
  ids: string[];
  confirmed?: string | undefined;
}) => Promise<ActionResult<BulkDone<BudgetChange[]>>>;

export type BudgetBulkActions = {
  changeMany: BulkSubmit<BudgetChange[]>;
  removeMany: RemoveBudgets;
  restoreMany: Undo<BudgetChange[]>;
};

type BudgetBulkProps = { budgets: readonly Pick<Budget, "budgetId" | "unit">[]; actions: BudgetBulkActions };

/** What can be done to the selected budgets. Undo brings them back as they were, without what hung on removed ones. */
export function BudgetBulk({ budgets, actions }: BudgetBulkProps) {
  return (
    <SelectionBar label="Selected budgets">
      <BulkDialog
        button="Change limits"
        title="Limits of the selected budgets"
        description="They hold from the next message on, also where more is spent already."
        action={actions.changeMany}
        undo={actions.restoreMany}
      >
        {(errorOf) => <LimitFields budgets={budgets} error={errorOf("amount")} />}
      </BulkDialog>
      <BulkAct tone="bad" act={actions.removeMany} undo={actions.restoreMany}>
        Remove
      </BulkAct>
    </SelectionBar>
  );
}

const HOW = { raise: "Raise by a percentage", lower: "Lower by a percentage", set: "Set to an amount" };

type LimitFieldsProps = { budgets: BudgetBulkProps["budgets"]; error: string | undefined };

function LimitFields({ budgets, error }: LimitFieldsProps) {
  const { isChosen } = useSelection();
  const [how, setHow] = useState<keyof typeof HOW>("raise");
  const units = [...new Set(budgets.filter(({ budgetId }) => isChosen(budgetId)).map(({ unit }) => unit))];
  const [unit, setUnit] = useState<BudgetUnit>(units[0] ?? "usd");
  const isSet = how === "set";
  return (
    <>
      <ChoiceField label="Change" name="how" choices={HOW} value={how} onChoose={setHow} />
      {isSet && units.length > 1 ? (
        <ChoiceField
          label="Counted in"
          name="unit"
          choices={UNIT_LABELS}
          value={unit}
          onChoose={setUnit}
          hint="What counts in something else is left as it is."
        />
      ) : (
        <input type="hidden" name="unit" value={unit} />
      )}
      <TextField
        key={isSet ? unit : "percent"}
        label={
          isSet
            ? `New limit, in ${UNIT_LABELS[unit].replace(/^[TM]/, (letter) => letter.toLowerCase())}`
            : "By, in percent"
        }
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        error={error}
      />
    </>
  );
}
