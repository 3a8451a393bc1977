"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { ThreadMenuProps } from "./thread-menu";

type ThreadMenuOpenProps = ThreadMenuProps & {
  /** The menu was not here to see the key that asked for it. */
  focusFirst: boolean;
};

/** The menu itself, open from the start: it is here because it was asked for. */
export function ThreadMenuOpen({ label, onRename, onDelete, className, focusFirst }: ThreadMenuOpenProps) {
  const renaming = useRef(false);
  const first = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!focusFirst) return;
    // After the menu has taken the focus for itself.
    const frame = requestAnimationFrame(() => first.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [focusFirst]);

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
          ref={first}
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
