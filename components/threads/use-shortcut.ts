import { useEffect, useEffectEvent } from "react";

/** Ctrl or ⌘ with a key, optionally with Shift, anywhere on the page. */
export function useShortcut(key: string, act: () => void, { shift = false } = {}): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.shiftKey !== shift || event.key.toLowerCase() !== key)
      return;
    event.preventDefault();
    act();
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}
