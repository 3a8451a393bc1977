"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../button";
import { SelectAll } from "./select-box";
import { useSelection } from "./selection";

/** Above the rows, also when they scroll: how many are selected, and what can be done to them. */
export function SelectionBar({ label, children }: { label: string; children: ReactNode }) {
  const { rows, chosen, clear } = useSelection();
  if (rows.length === 0) return null;
  return (
    <section
      aria-label={label}
      className="sticky top-2 z-10 mb-2 max-md:top-16 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 rounded-control border border-line bg-card px-3 py-2 text-sm"
    >
      <SelectAll />
      <p role="status" className={chosen.length === 0 ? "text-muted" : "font-medium tabular-nums"}>
        {chosen.length === 0 ? "Select some, or all on this page" : `${chosen.length} selected`}
      </p>
      {chosen.length > 0 && (
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {children}
          <Button variant="ghost" size="sm" onClick={clear}>
            <X aria-hidden />
            Clear
          </Button>
        </div>
      )}
    </section>
  );
}
