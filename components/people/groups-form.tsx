"use client";

import { Alert } from "@/components/ui/alert";
import { ChoiceField } from "@/components/ui/choice-field";
import { FormEnd } from "@/components/ui/form-end";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import type { MemberListItem } from "@/lib/org/types";

type Named = { id: string; name: string };

/** What a member can belong to. */
export type Groups = { departments: Named[]; plans: Named[] };

export type GroupsFormProps = {
  member: MemberListItem;
  groups: Groups;
  action: Submit;
  onSaved: () => void;
};

/** Puts a member into a department and gives them a plan. */
export function GroupsForm({ member, groups, action, onSaved }: GroupsFormProps) {
  const { form, pending, message, errorOf } = useSubmit(action, onSaved);
  return (
    <form {...form} className="space-y-4">
      {message && <Alert tone="bad">{message}</Alert>}
      <input type="hidden" name="userId" value={member.userId} />
      <ChoiceField
        label="Department"
        name="departmentId"
        choices={choicesOf(groups.departments)}
        initial={member.department?.departmentId}
        error={errorOf("departmentId")}
      />
      <ChoiceField
        label="Plan"
        name="planId"
        choices={choicesOf(groups.plans)}
        initial={member.plan?.planId}
        error={errorOf("planId")}
      />
      <FormEnd pending={pending} />
    </form>
  );
}

/** Names by id, with none of them first. */
export function choicesOf(named: Named[]): Record<string, string> {
  return { "": "None", ...Object.fromEntries(named.map(({ id, name }) => [id, name])) };
}
