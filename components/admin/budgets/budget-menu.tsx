"use client";

import { useCallback, useState } from "react";
import { AskDialog } from "@/components/ui/ask-dialog";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { OptionsMenu } from "@/components/ui/options-menu";
import { sayBulk } from "@/components/ui/selection/bulk";
import { useAsked } from "@/components/ui/use-asked";
import { BudgetForm } from "./budget-form";
import { limitWords, whomWords } from "./budget-words";
import { TopUps } from "./top-ups";
import type { BudgetActions, Choices, ListedBudget } from "./types";

type BudgetMenuProps = {
  budget: ListedBudget;
  choices: Choices;
  actions: BudgetActions;
  timeZone: string;
};

/** What can be done with a budget; removing it can be undone, but for what hangs on it. A member's own is theirs. */
export function BudgetMenu({ budget, choices, actions, timeZone }: BudgetMenuProps) {
  const [shown, setShown] = useState<"change" | "top-ups" | null>(null);
  const removing = useRemove(budget, actions);
  const close = useCallback(() => setShown(null), []);
  const name = `${whomWords(budget)}, ${limitWords(budget)}`;
  if (budget.scope === "self") return null;
  return (
    <>
      <OptionsMenu name={name} disabled={removing.isPending}>
        <DropdownMenuItem onSelect={() => setShown("change")}>Change</DropdownMenuItem>
        <DropdownMenuItem onSelect={() => setShown("top-ups")}>Top-ups</DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="bad" onSelect={removing.run}>
          Remove
        </DropdownMenuItem>
      </OptionsMenu>
      <Dialog
        open={shown === "change"}
        onOpenChange={close}
        title="Change budget"
        description={`${name}. It holds from the next message on, also where more is spent already.`}
      >
        <BudgetForm action={actions.change} choices={choices} of={{ budget }} onSaved={close} />
      </Dialog>
      <Dialog
        open={shown === "top-ups"}
        onOpenChange={close}
        title="Top-ups"
        description={`More for a while, on top of ${name}.`}
      >
        <TopUps budget={budget} choices={choices} actions={actions} timeZone={timeZone} />
      </Dialog>
      <AskDialog title="Remove this budget?" yes="Remove anyway" asked={removing} />
    </>
  );
}

function useRemove({ budgetId }: ListedBudget, { remove, restore }: BudgetActions) {
  return useAsked(
    (confirmed) => remove({ ids: [budgetId], confirmed }),
    (done) => sayBulk(done, restore),
  );
}
