"use client";

import { AddDialog } from "@/components/ui/add-dialog";
import type { Submit } from "@/components/ui/use-submit";
import { BudgetForm, type FixedTarget } from "./budget-form";
import type { Choices } from "./types";

type AddBudgetDialogProps = {
  action: Submit;
  choices: Choices;
  /** For whom, where that is not to be chosen. */
  target?: FixedTarget | undefined;
  /** Where the way here was the wish for one. */
  openAtFirst?: boolean;
};

export function AddBudgetDialog({ action, choices, target, openAtFirst = false }: AddBudgetDialogProps) {
  return (
    <AddDialog
      button="Add budget"
      openAtFirst={openAtFirst}
      title={target ? `Budget for ${target.name}` : "Add a budget"}
      description="It holds from the next message on, with what is spent already counted in."
    >
      {(close) => (
        <BudgetForm action={action} choices={choices} of={target ? { target } : null} onSaved={close} />
      )}
    </AddDialog>
  );
}
