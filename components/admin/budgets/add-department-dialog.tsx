"use client";

import { AddDialog } from "./add-dialog";
import { DepartmentForm } from "./department-form";
import type { Saved } from "./types";
import type { Submit } from "./use-submit";

export function AddDepartmentDialog({ action }: { action: Submit<Saved> }) {
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
