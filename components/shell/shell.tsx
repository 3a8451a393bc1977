"use client";

import { PanelLeft } from "lucide-react";
import { type CSSProperties, type ReactNode, useRef } from "react";
import { ShortcutsProvider } from "@/components/shortcuts/provider";
import { Drawer } from "./drawer";
import type { SidebarState } from "./sidebar-cookie";
import { SidebarEdge } from "./sidebar-edge";
import { SidebarContext, useSidebarState } from "./use-sidebar";

type ShellProps = {
  sidebar: ReactNode;
  /** How this browser had the sidebar last. */
  remembered: SidebarState;
  isApple: boolean;
  children: ReactNode;
};

type Widths = CSSProperties & { "--sidebar-width": string };

/**
 * The frame of every page of the workspace: the sidebar, or its drawer, and the page beside it. What a page places
 * absolutely stays within it, so that the frame itself never scrolls.
 */
export function Shell({ sidebar, remembered, isApple, children }: ShellProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { open, width, toggle, resize, aside, show } = useSidebarState(remembered);
  const widths: Widths = { "--sidebar-width": `${width}px` };

  return (
    <ShortcutsProvider isApple={isApple}>
      <SidebarContext value={toggle}>
        <div
          ref={frame}
          data-sidebar={open ? "open" : "closed"}
          style={widths}
          className="relative grid h-dvh md:data-[sidebar=open]:grid-cols-[var(--sidebar-width)_minmax(0,1fr)]"
        >
          <aside
            ref={aside}
            aria-label="Sidebar"
            className="relative hidden min-h-0 border-line border-r md:in-data-[sidebar=open]:block"
          >
            {sidebar}
            <SidebarEdge
              width={width}
              onDrag={(next) => frame.current?.style.setProperty("--sidebar-width", `${next}px`)}
              onChange={resize}
            />
          </aside>
          {!open && (
            <button
              ref={show}
              type="button"
              aria-label="Show sidebar"
              onClick={toggle}
              className="absolute top-2 left-2 z-20 hidden size-10 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink md:inline-flex"
            >
              <PanelLeft aria-hidden className="size-4.5" />
            </button>
          )}
          <Drawer>{sidebar}</Drawer>
          <main id="content" tabIndex={-1} className="relative min-h-0 min-w-0 overflow-y-auto outline-none">
            {children}
          </main>
        </div>
      </SidebarContext>
    </ShortcutsProvider>
  );
}
