"use client";

import { type ReactNode, useTransition } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/lib/errors";
import { Button } from "../button";
import { cn } from "../cn";
import { type BulkDone, sayBulk, type Undo } from "./bulk";
import { useSelection } from "./selection";

type BulkActProps<U> = {
  children: ReactNode;
  tone?: "plain" | "bad";
  act: (input: { ids: string[] }) => Promise<ActionResult<BulkDone<U>>>;
  /** Takes back what `act` answered as `undo`. */
  undo?: Undo<U> | undefined;
};

/** A button that does one thing to the selected rows and lets go of them; where it fails they stay selected. */
export function BulkAct<U>({ children, tone = "plain", act, undo }: BulkActProps<U>) {
  const { chosen, clear } = useSelection();
  const [isPending, startTransition] = useTransition();
  function run() {
    startTransition(async () => {
      const result = await act({ ids: chosen.map(({ id }) => id) });
      if (!result.ok) return void toast.error(result.message);
      sayBulk(result.data, undo);
      clear();
    });
  }
  return (
    <Button
      variant="outline"
      size="sm"
      pending={isPending}
      className={cn(tone === "bad" && "text-bad")}
      onClick={run}
    >
      {children}
    </Button>
  );
}
