import { createContext, useEffect, useRef, useState } from "react";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { type SidebarState, serializeSidebar } from "./sidebar-cookie";

/** Hides or shows the sidebar. */
export const SidebarContext = createContext<() => void>(() => undefined);

/** The sidebar's width and whether it is there, remembered by this browser. */
export function useSidebarState(remembered: SidebarState) {
  const [state, setState] = useState(remembered);
  const aside = useRef<HTMLElement>(null);
  const show = useRef<HTMLButtonElement>(null);
  const focusNext = useRef(false);

  function change(next: SidebarState) {
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the cookie store yet.
    document.cookie = serializeSidebar(next);
    setState(next);
  }

  function toggle() {
    const { activeElement } = document;
    focusNext.current = activeElement === show.current || (aside.current?.contains(activeElement) ?? false);
    change({ ...state, open: !state.open });
  }

  // Who pressed the button that is gone now finds the focus on the one that undoes it.
  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    const hide = aside.current?.querySelector<HTMLElement>("[data-hides-sidebar]");
    (state.open ? hide : show.current)?.focus();
  }, [state.open]);

  useShortcut("sidebar", () => {
    // On a narrow screen there is no place for it beside the page.
    if (!matchMedia("(min-width: 48rem)").matches) return false;
    toggle();
  });

  return { ...state, toggle, resize: (width: number) => change({ ...state, width }), aside, show };
}
