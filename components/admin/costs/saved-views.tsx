"use client";

import type { Route } from "next";
import Link from "next/link";
import { useCallback, useState, useTransition } from "react";
import { toast } from "sonner";
import { offerUndo } from "@/components/threads/undo";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { FormDialog } from "@/components/ui/form-dialog";
import { FormEnd } from "@/components/ui/form-end";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { OptionsMenu } from "@/components/ui/options-menu";
import { TextField } from "@/components/ui/text-field";
import { type Submit, useSubmit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/errors";
import type { CostView } from "@/lib/reports/types";

type Kept = { name: string; search: string };

export type ViewActions = {
  add: Submit;
  rename: Submit;
  remove: (which: { viewId: string }) => Promise<ActionResult<Kept>>;
  addAgain: (view: Kept) => Promise<ActionResult<unknown>>;
};

/** `search` is the present address behind the question mark. */
type SavedViewsProps = { views: CostView[]; search: string; actions: ViewActions };

/** The admin's own views of the costs, and the way to keep the present one. */
export function SavedViews({ views, search, actions }: SavedViewsProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      {views.length > 0 && (
        <nav aria-label="Saved views">
          <ul className="flex flex-wrap items-center gap-2">
            {views.map((view) => (
              <li key={view.viewId} className="flex items-center rounded-control border border-line bg-card">
                <Link
                  href={`/admin/costs${view.search && `?${view.search}`}` as Route}
                  scroll={false}
                  aria-current={view.search === search ? "page" : undefined}
                  className={cn(
                    "max-w-48 truncate py-1 pl-3 text-muted text-sm hover:text-ink",
                    view.search === search && "font-medium text-ink",
                  )}
                >
                  {view.name}
                </Link>
                <ViewMenu view={view} actions={actions} />
              </li>
            ))}
          </ul>
        </nav>
      )}
      <FormDialog
        title="Save this view"
        description="Its days, groups and filters under a name, for you alone."
        button={
          <Button variant="ghost" size="sm">
            Save view
          </Button>
        }
      >
        {(close) => <NameForm hidden={{ search }} action={actions.add} onSaved={close} />}
      </FormDialog>
    </div>
  );
}

function ViewMenu({ view, actions }: { view: CostView; actions: ViewActions }) {
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
        <NameForm hidden={{ viewId }} name={name} action={actions.rename} onSaved={close} />
      </Dialog>
    </>
  );
}

type NameFormProps = {
  hidden: Record<string, string>;
  name?: string;
  action: Submit;
  onSaved: () => void;
};

function NameForm({ hidden, name, action, onSaved }: NameFormProps) {
  const { form, pending, errorOf, message } = useSubmit(action, onSaved);
  return (
    <form {...form} className="space-y-4">
      <HiddenFields values={hidden} />
      <TextField
        label="Name"
        name="name"
        maxLength={60}
        autoComplete="off"
        defaultValue={name}
        error={errorOf("name")}
      />
      {message && <Alert tone="bad">{message}</Alert>}
      <FormEnd pending={pending} />
    </form>
  );
}
