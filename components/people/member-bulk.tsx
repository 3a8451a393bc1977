"use client";

import { ChoiceField } from "@/components/ui/choice-field";
import type { BulkDone } from "@/components/ui/selection/bulk";
import { BulkAct } from "@/components/ui/selection/bulk-act";
import { BulkDialog, type BulkSubmit } from "@/components/ui/selection/bulk-dialog";
import { SelectionBar } from "@/components/ui/selection/selection-bar";
import type { ActionResult } from "@/lib/errors";
import { choicesOf, type Groups } from "./groups-form";

type Ids = { ids: string[] };

export type MemberBulkActions = {
  assign: BulkSubmit<never>;
  disable: (input: Ids) => Promise<ActionResult<BulkDone<Ids>>>;
  enable: (input: Ids) => Promise<ActionResult<BulkDone<never>>>;
};

type MemberBulkProps = { groups: Groups; actions: MemberBulkActions };

/** What can be done to the selected members. Keeping them out can be undone at once. */
export function MemberBulk({ groups, actions }: MemberBulkProps) {
  return (
    <SelectionBar label="Selected members">
      <BulkDialog
        button="Set department"
        title="Department of the selected members"
        description="What was spent so far stays with the department it was spent in."
        action={actions.assign}
      >
        {(errorOf) => (
          <ChoiceField
            label="Department"
            name="departmentId"
            choices={choicesOf(groups.departments)}
            error={errorOf("departmentId")}
          />
        )}
      </BulkDialog>
      <BulkDialog
        button="Set plan"
        title="Plan of the selected members"
        description="It holds from their next message on."
        action={actions.assign}
      >
        {(errorOf) => (
          <ChoiceField
            label="Plan"
            name="planId"
            choices={choicesOf(groups.plans)}
            error={errorOf("planId")}
          />
        )}
      </BulkDialog>
      <BulkAct act={actions.enable}>Enable</BulkAct>
      <BulkAct tone="bad" act={actions.disable} undo={actions.enable}>
        Disable
      </BulkAct>
    </SelectionBar>
  );
}
