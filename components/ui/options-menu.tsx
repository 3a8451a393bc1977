"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "./dropdown-menu";

type OptionsMenuProps = { name: string; disabled: boolean; children: ReactNode };

/** The menu at the end of a row. */
export function OptionsMenu({ name, disabled, children }: OptionsMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Options for ${name}`}
        disabled={disabled}
        className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink"
      >
        <Ellipsis aria-hidden className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent>{children}</DropdownMenuContent>
    </DropdownMenu>
  );
}
