"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ThreadMenuProps } from "./thread-menu";

/** The menu itself, open from the start: it is here because it was asked for. */
export function ThreadMenuOpen({ label, onRename, onDelete, className }: ThreadMenuProps) {
  const renaming = useRef(false);

  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger aria-label={label} className={className}>
        <Ellipsis aria-hidden className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        onCloseAutoFocus={(event) => {
          if (!renaming.current) return;
          renaming.current = false;
          // The focus belongs to the title's field, which appears now that the menu is gone.
          event.preventDefault();
          onRename();
        }}
      >
        <DropdownMenuItem
          onSelect={() => {
            renaming.current = true;
          }}
        >
          <Pencil aria-hidden />
          Rename
        </DropdownMenuItem>
        <DropdownMenuItem tone="bad" onSelect={onDelete}>
          <Trash2 aria-hidden />
          Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
