"use client";

import { BulkAct } from "@/components/ui/selection/bulk-act";
import { SelectionBar } from "@/components/ui/selection/selection-bar";
import type { RetryMany } from "./types";

/** What can be done to the selected deliveries: what is on its way cannot be called back. */
export function DeliveryBulk({ retry }: { retry: RetryMany }) {
  return (
    <SelectionBar label="Selected alerts">
      <BulkAct act={retry}>Send again</BulkAct>
    </SelectionBar>
  );
}
