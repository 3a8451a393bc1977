"use client";

import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";

const loadPanel = () => import("./drawer-panel").then((module) => module.DrawerPanel);
const DrawerPanel = dynamic(loadPanel, { ssr: false });

/** Below `md` the sidebar lies behind this button, which stands in the free left end of each page's header. */
export function Drawer({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  const [used, setUsed] = useState(false);
  // Going to another page closes it.
  const open = openedOn === pathname;

  return (
    <>
      <button
        type="button"
        aria-label="Menu"
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={() => void loadPanel()}
        onClick={() => {
          setUsed(true);
          setOpenedOn(pathname);
        }}
        className="absolute top-2 left-2 z-20 inline-flex size-10 items-center justify-center rounded-control text-ink hover:bg-hover md:hidden"
      >
        <Menu aria-hidden className="size-5" />
      </button>
      {used && (
        <DrawerPanel open={open} onClose={() => setOpenedOn(null)}>
          {children}
        </DrawerPanel>
      )}
    </>
  );
}
