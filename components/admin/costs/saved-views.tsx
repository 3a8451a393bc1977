"use client";

import { Bookmark } from "lucide-react";
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

/** The admin's own views of the costs. */
export function SavedViews({ views, search, actions }: SavedViewsProps) {
  if (views.length === 0) return null;
  return (
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
  );
}

/** Keeps the present view under a name. */
export function SaveView({ search, action }: { search: string; action: Submit }) {
  return (
    <FormDialog
      title="Save this view"
      description="Its days, groups and filters under a name, for you alone."
      button={
        <Button variant="outline" size="sm">
          <Bookmark aria-hidden />
          Save view
        </Button>
      }
    >
      {(close) => <ViewNameForm hidden={{ search }} action={action} onSaved={close} />}
    </FormDialog>
  );
}
