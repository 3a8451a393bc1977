"use client";

import { useCallback, useState, useTransition } from "react";
import { toast } from "sonner";
import { offerUndo } from "@/components/threads/undo";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { OptionsMenu } from "@/components/ui/options-menu";
import type { CostView } from "@/lib/reports/types";
import type { Kept, ViewActions } from "./saved-views";
import { ViewNameForm } from "./view-name-form";

/** What can be done with a saved view; deleting it can be undone. */
export function ViewMenu({ view, actions }: { view: CostView; actions: ViewActions }) {
  const [isRenaming, setRenaming] = useState(false);
  const [isPending, startTransition] = useTransition();
  const close = useCallback(() => setRenaming(false), []);
  const { viewId, name } = view;

  function undo(kept: Kept) {
    startTransition(async () => {
      const result = await actions.addAgain(kept);
      if (!result.ok) toast.error(result.message);
    });
  }

  function remove() {
    startTransition(async () => {
      const result = await actions.remove({ viewId });
      if (!result.ok) return void toast.error(result.message);
      offerUndo(`“${name}” is deleted.`, () => undo(result.data));
    });
  }

  return (
    <>
      <OptionsMenu name={name} disabled={isPending}>
        <DropdownMenuItem onSelect={() => setRenaming(true)}>Rename</DropdownMenuItem>
        <DropdownMenuItem tone="bad" onSelect={remove}>
          Delete
        </DropdownMenuItem>
      </OptionsMenu>
      <Dialog open={isRenaming} onOpenChange={close} title="Rename view" description={`“${name}”`}>
        <ViewNameForm hidden={{ viewId }} name={name} action={actions.rename} onSaved={close} />
      </Dialog>
    </>
  );
}
