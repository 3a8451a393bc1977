"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { BulkDone } from "@/components/ui/selection/bulk";
import { BulkAct } from "@/components/ui/selection/bulk-act";
import { useSelection } from "@/components/ui/selection/selection";
import { SelectionBar } from "@/components/ui/selection/selection-bar";
import type { ActionResult } from "@/lib/errors";
import { UnpricedForm } from "./unpriced-form";

type Change = (input: { ids: string[] }) => Promise<ActionResult<BulkDone<never>>>;

export type PriceBulkActions = Record<"restore" | "allowUnpriced" | "forbidUnpriced", Change>;

/** What can be done about the prices of the selected models; those that it cannot be done to are told. */
export function ModelBulk({ actions }: { actions: PriceBulkActions }) {
  return (
    <SelectionBar label="Selected models">
      <BulkAct act={actions.restore}>Use catalogue prices</BulkAct>
      <AllowUnpriced allow={actions.allowUnpriced} />
      <BulkAct act={actions.forbidUnpriced}>Stop unpriced</BulkAct>
    </SelectionBar>
  );
}

function AllowUnpriced({ allow }: { allow: Change }) {
  const [isOpen, setOpen] = useState(false);
  const { chosen, clear } = useSelection();
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        Allow unpriced
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Let the selected models run unpriced?"
        description="Nobody knows what their answers cost: they are counted in tokens and shown as “unpriced”, and no budget in dollars stops them. A selected model that has a price keeps it."
      >
        <UnpricedForm
          allow={() => allow({ ids: chosen.map(({ id }) => id) })}
          onAllowed={() => {
            setOpen(false);
            clear();
          }}
        />
      </Dialog>
    </>
  );
}
