"use client";

import { ChoiceField } from "@/components/ui/choice-field";
import type { BulkDone, Undo } from "@/components/ui/selection/bulk";
import { BulkAct } from "@/components/ui/selection/bulk-act";
import { BulkDialog, type BulkSubmit } from "@/components/ui/selection/bulk-dialog";
import { SelectionBar } from "@/components/ui/selection/selection-bar";
import type { Move } from "@/lib/budgets/types";
import type { ActionResult } from "@/lib/errors";
import { choicesOf, type Groups } from "./groups-form";

type Ids = { ids: string[] };

export type MemberBulkActions = {
  assign: BulkSubmit<Move[]>;
  moveBack: Undo<Move[]>;
  disable: (input: Ids) => Promise<ActionResult<BulkDone<Ids>>>;
  enable: (input: Ids) => Promise<ActionResult<BulkDone<never>>>;
};

/** The server takes no group by this name: saving without a choice changes nobody. */
const UNCHOSEN = "unchosen";

type MemberBulkProps = { groups: Groups; actions: MemberBulkActions };

/** What can be done to the selected members. Moving them and keeping them out can be undone at once. */
export function MemberBulk({ groups, actions }: MemberBulkProps) {
  return (
    <SelectionBar label="Selected members">
      <GroupDialog
        label="Department"
        name="departmentId"
        named={groups.departments}
        description="What was spent so far stays with the department it was spent in."
        actions={actions}
      />
      <GroupDialog
        label="Plan"
        name="planId"
        named={groups.plans}
        description="It holds from their next message on."
        actions={actions}
      />
      <BulkAct act={actions.enable}>Enable</BulkAct>
      <BulkAct tone="bad" act={actions.disable} undo={actions.enable}>
        Disable
      </BulkAct>
    </SelectionBar>
  );
}

type GroupDialogProps = {
  label: "Department" | "Plan";
  name: "departmentId" | "planId";
  named: Groups["plans"];
  description: string;
  actions: MemberBulkActions;
};

function GroupDialog({ label, name, named, description, actions }: GroupDialogProps) {
  return (
    <BulkDialog
      button={`Set ${label.toLowerCase()}`}
      title={`${label} of the selected members`}
      description={description}
      action={actions.assign}
      undo={actions.moveBack}
    >
      {(errorOf) => (
        <ChoiceField
          label={label}
          name={name}
          choices={{ [UNCHOSEN]: "Choose…", ...choicesOf(named) }}
          error={errorOf(name)}
        />
      )}
    </BulkDialog>
  );
}
