"use client";

import { Keyboard, PanelLeft } from "lucide-react";
import Link from "next/link";
import { use } from "react";
import { useShortcutSheet } from "@/components/shortcuts/provider";
import { ariaKeysOf } from "@/components/shortcuts/table";
import { SidebarContext } from "./use-sidebar";

const buttonStyles =
  "hidden size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink md:inline-flex";

/** The brand, and at its right the sheet of shortcuts and the way to put the sidebar away. */
export function SidebarHead() {
  const openSheet = useShortcutSheet();
  const toggle = use(SidebarContext);
  return (
    <div className="flex h-14 shrink-0 items-center gap-1 pr-2.5 pl-4.5">
      <Link href="/" className="mr-auto flex min-w-0 items-center gap-2.5 rounded-md font-semibold">
        <span
          aria-hidden
          className="inline-flex size-[22px] items-center justify-center rounded-md bg-accent font-bold text-on-accent text-xs"
        >
          P
        </span>
        Purser
      </Link>
      <button
        type="button"
        aria-label="Keyboard shortcuts"
        aria-keyshortcuts={ariaKeysOf("sheet")}
        onClick={openSheet}
        className={buttonStyles}
      >
        <Keyboard aria-hidden className="size-4" />
      </button>
      <button
        type="button"
        data-hides-sidebar
        aria-label="Hide sidebar"
        aria-keyshortcuts={ariaKeysOf("sidebar")}
        onClick={toggle}
        className={buttonStyles}
      >
        <PanelLeft aria-hidden className="size-4" />
      </button>
    </div>
  );
}
