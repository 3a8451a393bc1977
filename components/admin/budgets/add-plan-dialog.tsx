"use client";

import { AddDialog } from "@/components/ui/add-dialog";
import { PlanForm } from "./plan-form";
import type { PlanActions } from "./plan-menu";
import type { Choices } from "./types";

type AddPlanDialogProps = { action: PlanActions["save"]; models: Choices["models"] };

export function AddPlanDialog({ action, models }: AddPlanDialogProps) {
  return (
    <AddDialog
      button="Add plan"
      title="Add a plan"
      description="What a member with it may ask for. Give it to members on the Members page, under “Department and plan”."
    >
      {(close) => <PlanForm plan={null} models={models} action={action} onSaved={close} />}
    </AddDialog>
  );
}
