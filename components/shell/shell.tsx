import type { ReactNode } from "react";
import { Drawer } from "./drawer";

/**
 * The frame of every page of the workspace: the sidebar, or its drawer, and the page beside it. What a page places
 * absolutely stays within it, so that the frame itself never scrolls.
 */
export function Shell({ sidebar, children }: { sidebar: ReactNode; children: ReactNode }) {
  return (
    <div className="relative grid h-dvh md:grid-cols-[272px_minmax(0,1fr)]">
      <aside aria-label="Sidebar" className="hidden min-h-0 border-line border-r md:block">
        {sidebar}
      </aside>
      <Drawer>{sidebar}</Drawer>
      <main id="content" tabIndex={-1} className="relative min-h-0 min-w-0 overflow-y-auto outline-none">
        {children}
      </main>
    </div>
  );
}
