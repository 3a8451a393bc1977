"use client";

import { toast } from "sonner";
import { TextField } from "@/components/people/text-field";
import { Alert } from "@/components/ui/alert";
import type { DepartmentListItem } from "@/lib/org/types";
import { FormEnd } from "./form-end";
import type { Saved } from "./types";
import { type Submit, useSubmit } from "./use-submit";

type DepartmentFormProps = {
  /** Null for a new one. */
  department: DepartmentListItem | null;
  action: Submit<Saved>;
  onSaved: () => void;
};

export function DepartmentForm({ department, action, onSaved }: DepartmentFormProps) {
  const { form, pending, message, errorOf } = useSubmit(action, (saved) => {
    toast.success(saved.message);
    onSaved();
  });
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
