"use client";

import { Ellipsis } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { DropdownMenu, DropdownMenuContent, DropdownMenuTrigger } from "@/components/ui/dropdown-menu";
import type { DialogRequest } from "./details/types";
import { useThreadActions } from "./thread-actions";
import type { Offset, Opening, ThreadMenuProps } from "./thread-menu";
import { ThreadMenuItems } from "./thread-menu-items";
import { useSelected } from "./use-selection";

type ThreadMenuOpenProps = ThreadMenuProps & {
  button: RefObject<HTMLButtonElement | null>;
  opening: Opening;
};

/** The button that is let go of must not choose what appears below it. */
const BESIDE_PX = 2;

/** The menu itself, open from the start: it is here because it was asked for. */
export function ThreadMenuOpen({ label, thread, onRename, className, button, opening }: ThreadMenuOpenProps) {
  const { ask } = useThreadActions();
  const selected = useSelected();
  const [wasPointed, setWasPointed] = useState(opening.at !== null);
  const afterwards = useRef<"rename" | DialogRequest | null>(null);
  const content = useRef<HTMLDivElement>(null);
  const beside = useRef<(Element | null | undefined)[]>([]);
  const isOneOfMany = selected !== null && selected.chosen.length > 1 && selected.isChosen(thread.id);
  const threads = isOneOfMany ? selected.chosen : [thread];

  useEffect(() => {
    // The menu was not here to see the key that asked for it.
    if (opening.by !== "keyboard") return;
    // After the menu has taken the focus for itself.
    const frame = requestAnimationFrame(() =>
      content.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [opening]);

  useEffect(() => {
    const row = button.current?.closest("li");
    beside.current = [row?.nextElementSibling, row?.previousElementSibling];
  }, [button]);

  function onCloseAutoFocus(event: Event) {
    const next = afterwards.current;
    afterwards.current = null;
    setWasPointed(false);
    if (!button.current) {
      // The row has gone with what was chosen; whoever works by keyboard goes on from the next one.
      event.preventDefault();
      const row = beside.current.find((each) => each?.isConnected);
      row?.querySelector<HTMLElement>("a")?.focus();
    }
    if (next !== "rename") {
      if (next) ask(next);
      return;
    }
    // The focus belongs to the title's field, which appears now that the menu is gone.
    event.preventDefault();
    onRename();
  }

  const place = wasPointed && opening.at ? offsetsTo(opening.at) : {};
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger ref={button} aria-label={label} className={className}>
        <Ellipsis aria-hidden className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent ref={content} align="start" {...place} onCloseAutoFocus={onCloseAutoFocus}>
        <ThreadMenuItems
          threads={threads}
          onRename={() => {
            afterwards.current = "rename";
          }}
          onAsk={(request) => {
            afterwards.current = request;
          }}
        />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function offsetsTo({ right, down }: Offset) {
  return { alignOffset: right + BESIDE_PX, sideOffset: down + BESIDE_PX };
}
