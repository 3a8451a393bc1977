"use client";

import type { BulkDone } from "@/components/ui/selection/bulk";
import { BulkAct } from "@/components/ui/selection/bulk-act";
import { SelectionBar } from "@/components/ui/selection/selection-bar";
import type { ActionResult } from "@/lib/errors";

type Ids = { ids: string[] };
type Move = (input: Ids) => Promise<ActionResult<BulkDone<Ids>>>;

export type AssistantBulkActions = { archive: Move; restore: Move };

/** What can be done to the selected assistants, each with the way back. */
export function AssistantBulk({ actions: { archive, restore } }: { actions: AssistantBulkActions }) {
  return (
    <SelectionBar label="Selected assistants">
      <BulkAct act={restore} undo={archive}>
        Restore
      </BulkAct>
      <BulkAct act={archive} undo={restore}>
        Archive
      </BulkAct>
    </SelectionBar>
  );
}
