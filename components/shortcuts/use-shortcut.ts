import { useEffect, useEffectEvent } from "react";
import { isPressed, SHORTCUTS, type Shortcut, type ShortcutId } from "./table";

/** What has keys of its own while it is open or in use. */
const HAS_KEYS_OF_ITS_OWN = "[role=dialog], [role=menu], [role=listbox], input, select";

/** Does something when a shortcut is pressed, anywhere on the page; `act` says false where it has nothing to do. */
export function useShortcut(id: ShortcutId, act: (event: KeyboardEvent) => unknown): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (!isPressed(id, event) || isForOthers(id, event.target)) return;
    if (act(event) !== false) event.preventDefault();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

function isForOthers(id: ShortcutId, target: EventTarget | null): boolean {
  const { mod }: Shortcut = SHORTCUTS[id];
  return !mod && target instanceof Element && target.closest(HAS_KEYS_OF_ITS_OWN) !== null;
}
