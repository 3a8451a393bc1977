"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { FormDialog } from "@/components/ui/form-dialog";
import type { Submit } from "@/components/ui/use-submit";
import type { ActionResult } from "@/lib/errors";
import type { CostView } from "@/lib/reports/types";
import { ViewNameForm } from "./view-name-form";

// Most admins look and do not tidy: the menu is no part of what the page waits for.
const ViewMenu = dynamic(() => import("./view-menu").then((module) => module.ViewMenu), {
  ssr: false,
  loading: () => <span className="size-8" />,
});

export type Kept = { name: string; search: string };

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
        {(close) => <ViewNameForm hidden={{ search }} action={actions.add} onSaved={close} />}
      </FormDialog>
    </div>
  );
}
