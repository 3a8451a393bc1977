"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, use, useState } from "react";
import { useShortcut } from "./use-shortcut";

const Sheet = dynamic(() => import("./sheet").then((module) => module.ShortcutSheet), { ssr: false });

const Context = createContext<() => void>(() => undefined);

/** Opens the sheet of shortcuts. */
export function useShortcutSheet(): () => void {
  return use(Context);
}

/** The sheet of all shortcuts, loaded when it is asked for. */
export function ShortcutsProvider({ isApple, children }: { isApple: boolean; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  useShortcut("sheet", () => setOpen(!open));

  return (
    <Context value={() => setOpen(true)}>
      {children}
      {open && <Sheet isApple={isApple} onClose={() => setOpen(false)} />}
    </Context>
  );
}
