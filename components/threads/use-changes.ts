import { startTransition, useCallback, useMemo, useOptimistic, useState } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/lib/errors";
import { callAction } from "./call-action";
import { addChanges, type Changes, NO_CHANGES } from "./changes";
import { announceChange } from "./other-tabs";
import type { Done } from "./sidebar-thread";

type Act<T> = {
  /** What is seen at once; it is taken back where the server refuses. */
  changes: Changes;
  call: () => Promise<ActionResult<T>>;
  onDone?: (answer: T) => void;
};

export type Perform = <T>(act: Act<T>) => void;

/** Does things to threads and shows them before the server has answered. */
export function useChanges(): { done: Done; perform: Perform } {
  const [underWay, addUnderWay] = useOptimistic(NO_CHANGES, addChanges);
  const [settled, setSettled] = useState(NO_CHANGES);

  const perform: Perform = useCallback(
    ({ changes, call, onDone }) => {
      startTransition(async () => {
        addUnderWay(changes);
        const result = await callAction(call);
        if (!result.ok) return void toast.error(result.message);
        announceChange();
        // React takes what follows a wait for a transition only where it is told again.
        startTransition(() => {
          setSettled((known) => addChanges(known, changes));
          onDone?.(result.data);
        });
      });
    },
    [addUnderWay],
  );

  return { done: useMemo(() => ({ underWay, settled }), [underWay, settled]), perform };
}
