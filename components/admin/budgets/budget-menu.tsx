"use client";

import { useCallback, useState, useTransition } from "react";
import { toast } from "sonner";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { OptionsMenu } from "@/components/ui/options-menu";
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

/** What can be done with a budget; taking it away can be undone. */
export function BudgetMenu({ budget, choices, actions, timeZone }: BudgetMenuProps) {
  const [shown, setShown] = useState<"change" | "top-ups" | null>(null);
  const { remove, isPending } = useRemove(budget, actions);
  const close = useCallback(() => setShown(null), []);
  const name = `${whomWords(budget)}, ${limitWords(budget)}`;
  return (
    <>
      <OptionsMenu name={name} disabled={isPending}>
        {budget.scope !== "self" && (
          <>
            <DropdownMenuItem onSelect={() => setShown("change")}>Change</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setShown("top-ups")}>Top-ups</DropdownMenuItem>
            <DropdownMenuSeparator />
          </>
        )}
        <DropdownMenuItem tone="bad" onSelect={remove}>
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
    </>
  );
}

function useRemove(budget: ListedBudget, actions: BudgetActions) {
  const [isPending, startTransition] = useTransition();
  const { budgetId, scope, scopeId, period, unit, onLimit, limit, downgradeTo, thresholds } = budget;
  const isToppedUp = budget.standing !== null && budget.standing.effectiveLimit > limit;

  function undo() {
    startTransition(async () => {
      const key = { scope, scopeId, period, unit, onLimit };
      const result = await actions.restore({ ...key, limit, downgradeTo, thresholds });
      if (!result.ok) toast.error(result.message);
      else toast.success(isToppedUp ? "The budget is back, without its top-ups." : "The budget is back.");
    });
  }

  function remove() {
    startTransition(async () => {
      const result = await actions.remove({ budgetId });
      if (!result.ok) toast.error(result.message);
      else toast.success("The budget is removed.", { action: { label: "Undo", onClick: undo } });
    });
  }

  return { remove, isPending };
}
