"use client";

import type { ActionResult } from "@/lib/errors";
import { AskDialog } from "../ask-dialog";
import { Button } from "../button";
import { cn } from "../cn";
import { useAsked } from "../use-asked";
import { type BulkDone, sayBulk, type Undo } from "./bulk";
import { useSelection } from "./selection";

type BulkActProps<U> = {
  /** What it does, on the button. */
  children: string;
  tone?: "plain" | "bad";
  /** `confirmed` is the yes to what it has asked first. */
  act: (input: { ids: string[]; confirmed?: string | undefined }) => Promise<ActionResult<BulkDone<U>>>;
  /** Takes back what `act` answered as `undo`. */
  undo?: Undo<U> | undefined;
};

/** A button that does one thing to the selected rows and lets go of them; where it fails they stay selected. */
export function BulkAct<U>({ children, tone = "plain", act, undo }: BulkActProps<U>) {
  const { chosen, clear } = useSelection();
  const asked = useAsked(
    (confirmed) => act({ ids: chosen.map(({ id }) => id), confirmed }),
    (done) => {
      sayBulk(done, undo);
      clear();
    },
  );
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        pending={asked.isPending}
        className={cn(tone === "bad" && "text-bad")}
        onClick={asked.run}
      >
        {children}
      </Button>
      <AskDialog title={`${children} what is selected?`} yes={`${children} anyway`} asked={asked} />
    </>
  );
}
