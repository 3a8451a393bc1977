"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import type { AllocationPage } from "@/lib/finance/types";
import { DepartmentCosts } from "./department-costs";

type SharesFormProps = { page: AllocationPage; save: Submit };

const stay = () => undefined;

/** The departments of a page with their shares to be changed together. */
export function SharesForm({ page, save }: SharesFormProps) {
  const { pending, errorOf, message, form } = useSubmit(save, stay);
  const refused = page.departments
    .map(({ departmentId, name }) => ({ name, error: errorOf(`share-${departmentId}`) }))
    .find(({ error }) => error);
  const problem = refused ? `${refused.name}: ${refused.error}` : message;
  return (
    <form {...form} className="space-y-4">
      <DepartmentCosts page={page} edits={{ errorOf }} />
      {problem && <Alert tone="bad">{problem}</Alert>}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted text-sm">
          Shares hold from this month on; months that are over keep theirs. Departments of other pages keep
          their shares.
        </p>
        <Button type="submit" pending={pending}>
          Save shares
        </Button>
      </div>
    </form>
  );
}
