import {
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { extend, NOTHING, toggle, within } from "./selection";
import type { SidebarThread } from "./sidebar-thread";

type SelectionActs = {
  /** In the order of the list. */
  chosen: SidebarThread[];
  isChosen: (id: string) => boolean;
  choose: (id: string) => void;
  clear: () => void;
  /** Takes a click on a row, or Space, that is meant to choose; leaves every other one alone. */
  onClick: (event: MouseEvent, id: string) => void;
  onKey: (event: KeyboardEvent, id: string) => void;
};

export const SelectionContext = createContext<SelectionActs | null>(null);

/** Null where rows cannot be chosen. */
export const useSelected = () => use(SelectionContext);

/** Which rows of a list are chosen. `ref` is the list: Escape in it, or nowhere, lets go of them. */
export function useSelection(threads: SidebarThread[]) {
  const ref = useRef<HTMLDivElement>(null);
  const [stored, setSelection] = useState(NOTHING);
  const acts = useMemo<SelectionActs>(() => {
    const order = threads.map(({ id }) => id);
    const selection = within(stored, order);
    const choose = (id: string) => setSelection(toggle(selection, id));
    const take = (event: MouseEvent | KeyboardEvent, id: string) => {
      // Neither the link nor the drawer that it closes is to follow.
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey) setSelection(extend(selection, order, id));
      else choose(id);
    };
    return {
      chosen: threads.filter(({ id }) => selection.ids.has(id)),
      isChosen: (id) => selection.ids.has(id),
      choose,
      clear: () => setSelection(NOTHING),
      onClick: (event, id) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || selection.ids.size > 0) take(event, id);
      },
      onKey: (event, id) => {
        const isMeant = event.metaKey || event.ctrlKey || event.shiftKey || selection.ids.size > 0;
        if (event.key === " " && isMeant) take(event, id);
      },
    };
  }, [threads, stored]);
  useEscape(ref, acts);
  return { ref, acts };
}

function useEscape(ref: { current: HTMLElement | null }, { chosen, clear }: SelectionActs): void {
  const active = chosen.length > 0;
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key !== "Escape" || !(event.target instanceof Node)) return;
    if (event.target !== document.body && !ref.current?.contains(event.target)) return;
    event.stopPropagation();
    clear();
  });

  useEffect(() => {
    if (!active) return;
    const listener = (event: globalThis.KeyboardEvent) => onKey(event);
    // Before the drawer, which Escape would close.
    addEventListener("keydown", listener, { capture: true });
    return () => removeEventListener("keydown", listener, { capture: true });
  }, [active]);
}
