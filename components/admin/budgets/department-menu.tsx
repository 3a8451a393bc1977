"use client";

import { useCallback, useState, useTransition } from "react";
import { toast } from "sonner";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { OptionsMenu } from "@/components/ui/options-menu";
import type { BulkSubmit } from "@/components/ui/selection/bulk-dialog";
import type { Submit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/errors";
import type { DepartmentListItem } from "@/lib/org/types";
import { DepartmentForm } from "./department-form";

export type DepartmentActions = {
  rename: Submit;
  remove: (input: { departmentId: string }) => Promise<ActionResult<void>>;
  removeMany: BulkSubmit<never>;
};

type DepartmentMenuProps = { department: DepartmentListItem; actions: DepartmentActions };

/** What can be done with a department; it goes only while nothing points at it. */
export function DepartmentMenu({ department, actions }: DepartmentMenuProps) {
  const [open, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();
  const close = useCallback(() => setOpen(false), []);
  function remove() {
    startTransition(async () => {
      const result = await actions.remove({ departmentId: department.departmentId });
      if (result.ok) toast.success(`${department.name} is deleted.`);
      else toast.error(result.message);
    });
  }
  return (
    <>
      <OptionsMenu name={department.name} disabled={isPending}>
        <DropdownMenuItem onSelect={() => setOpen(true)}>Rename</DropdownMenuItem>
        <DropdownMenuItem tone="bad" onSelect={remove}>
          Delete
        </DropdownMenuItem>
      </OptionsMenu>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Rename ${department.name}`}
        description="Its costs of the past are then shown under the new name too."
      >
        <DepartmentForm department={department} action={actions.rename} onSaved={close} />
      </Dialog>
    </>
  );
}
