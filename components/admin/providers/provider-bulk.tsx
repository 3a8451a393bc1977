"use client";

import type { BulkDone } from "@/components/ui/selection/bulk";
import { BulkAct } from "@/components/ui/selection/bulk-act";
import { SelectionBar } from "@/components/ui/selection/selection-bar";
import type { ActionResult } from "@/lib/errors";

type Ids = { ids: string[] };
type Move = (input: Ids) => Promise<ActionResult<BulkDone<Ids>>>;

export type ProviderBulkActions = { pause: Move; resume: Move };

/** What can be done to the selected providers, each with the way back. Removing stays a thing for one. */
export function ProviderBulk({ actions: { pause, resume } }: { actions: ProviderBulkActions }) {
  return (
    <SelectionBar label="Selected providers">
      <BulkAct act={resume} undo={pause}>
        Resume
      </BulkAct>
      <BulkAct act={pause} undo={resume}>
        Pause
      </BulkAct>
    </SelectionBar>
  );
}
