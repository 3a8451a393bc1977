"use client";

import { useCallback, useState, useTransition } from "react";
import { toast } from "sonner";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { OptionsMenu } from "@/components/ui/options-menu";
import type { BulkSubmit } from "@/components/ui/selection/bulk-dialog";
import type { Submit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/errors";
import type { Plan } from "@/lib/org/types";
import { PlanForm } from "./plan-form";
import type { Choices } from "./types";

export type PlanActions = {
  save: Submit;
  remove: (input: { planId: string }) => Promise<ActionResult<void>>;
  removeMany: BulkSubmit<never>;
};

export type PlanMenuProps = {
  plan: Plan & { messages: bigint | null };
  models: Choices["models"];
  actions: PlanActions;
};

/** What can be done with a plan; it goes only while nobody has it. */
export function PlanMenu({ plan, models, actions }: PlanMenuProps) {
  const [open, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  const close = useCallback(() => setOpen(false), []);
  function remove() {
    startTransition(async () => {
      const result = await actions.remove({ planId: plan.planId });
      if (result.ok) toast.success(`${plan.name} is deleted.`);
      else toast.error(result.message);
    });
  }
  return (
    <>
      <OptionsMenu name={plan.name} disabled={isPending}>
        <DropdownMenuItem onSelect={() => setOpen(true)}>Change</DropdownMenuItem>
        <DropdownMenuItem tone="bad" onSelect={remove}>
          Delete
        </DropdownMenuItem>
      </OptionsMenu>
      <Dialog open={open} onOpenChange={setOpen} title={`Change ${plan.name}`}>
        <PlanForm plan={plan} models={models} action={actions.save} onSaved={close} />
      </Dialog>
    </>
  );
}
