"use client";

import { Alert } from "@/components/ui/alert";
import { FormEnd } from "@/components/ui/form-end";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import type { DepartmentListItem } from "@/lib/org/types";

type DepartmentFormProps = {
  /** Null for a new one. */
  department: DepartmentListItem | null;
  action: Submit;
  onSaved: () => void;
};

export function DepartmentForm({ department, action, onSaved }: DepartmentFormProps) {
  const { form, pending, message, errorOf } = useSubmit(action, onSaved);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      {department && <input type="hidden" name="departmentId" value={department.departmentId} />}
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        defaultValue={department?.name}
        error={errorOf("name")}
      />
      <FormEnd pending={pending} />
    </form>
  );
}
