"use client";

import { AddDialog } from "@/components/ui/add-dialog";
import type { Submit } from "@/components/ui/use-submit";
import { DepartmentForm } from "./department-form";

export function AddDepartmentDialog({ action }: { action: Submit }) {
  return (
    <AddDialog
      button="Add department"
      title="Add a department"
      description="Put members into it on the Members page. What they cost from then on counts for it."
    >
      {(close) => <DepartmentForm department={null} action={action} onSaved={close} />}
    </AddDialog>
  );
}
