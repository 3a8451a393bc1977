"use client";

import { Archive, Download, Merge, Pin, PinOff, Tag, Trash2, X } from "lucide-react";
import { type ComponentProps, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import { CategoryItems } from "./category-items";
import type { DialogRequest } from "./details/types";
import { ExportItems } from "./export-items";
import { useThreadActions } from "./thread-actions";
import { useSelected } from "./use-selection";

/** What can be done to the chosen threads. Choosing a category keeps them chosen, everything else lets go of them. */
export function SelectionBar() {
  const acts = useThreadActions();
  const selected = useSelected();
  if (!selected) return null;
  const { chosen, clear } = selected;
  const pinned = chosen.every((thread) => thread.pinned);
  const after = (act: () => void) => () => {
    act();
    clear();
  };

  return (
    <section
      aria-label="Selection"
      className="mx-2.5 mb-2 rounded-control border border-line bg-card p-1 shadow-soft"
    >
      <div className="flex items-center justify-between pl-2 text-sm">
        <p role="status">
          {chosen.length} selected
          {chosen.length === 1 && <span className="text-muted">, choose others to merge</span>}
        </p>
        <button
          type="button"
          onClick={clear}
          className="inline-flex items-center gap-1 rounded-lg px-2 py-1 text-muted hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
          Clear
        </button>
      </div>
      <div className="flex">
        <Tool label={pinned ? "Unpin" : "Pin"} onClick={after(() => acts.pin(chosen, !pinned))}>
          {pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
        </Tool>
        <Tool label="Archive" onClick={after(() => acts.archive(chosen))}>
          <Archive aria-hidden />
        </Tool>
        <CategoryTool />
        <Tool label="Merge" disabled={chosen.length < 2} onClick={after(() => acts.merge(chosen))}>
          <Merge aria-hidden />
        </Tool>
        <ExportTool />
        <Tool label="Delete" className="text-bad hover:text-bad" onClick={after(() => acts.remove(chosen))}>
          <Trash2 aria-hidden />
        </Tool>
      </div>
    </section>
  );
}

function CategoryTool() {
  const { ask } = useThreadActions();
  const selected = useSelected();
  const asked = useRef<DialogRequest | null>(null);
  const chosen = selected?.chosen ?? [];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Tool label="Category">
          <Tag aria-hidden />
        </Tool>
      </DropdownMenuTrigger>
      <DropdownMenuContent
        side="top"
        className="max-h-80 overflow-y-auto"
        onCloseAutoFocus={() => {
          if (asked.current) ask(asked.current);
          asked.current = null;
        }}
      >
        <CategoryItems
          threads={chosen}
          onNew={() => {
            asked.current = { kind: "new category", threads: chosen };
          }}
          onManage={() => {
            asked.current = { kind: "categories" };
          }}
        />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function ExportTool() {
  const chosen = useSelected()?.chosen ?? [];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Tool label="Export">
          <Download aria-hidden />
        </Tool>
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top">
        <ExportItems threads={chosen} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

type ToolProps = ComponentProps<"button"> & { label: string };

function Tool({ label, className, ...button }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cn(
        "inline-flex h-9 flex-1 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent data-[state=open]:bg-hover pointer-coarse:h-10 [&_svg]:size-4",
        className,
      )}
      {...button}
    />
  );
}
