import { type RefObject, useLayoutEffect } from "react";

let hasArrived = false;

/**
 * Whoever comes to a thread can write at once, after what is there already. Who writes elsewhere, is in the page
 * already, has marked words of it, or has used something before the page listened is left there. A touch screen would
 * bring up its keyboard, so there it waits.
 */
export function useFocusOnArrival(input: RefObject<HTMLTextAreaElement | null>, thread: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thread is an arrival too.
  useLayoutEffect(() => {
    const field = input.current;
    const hasBegun = !hasArrived && isLoadedHere() && document.activeElement !== document.body;
    hasArrived = true;
    if (!field || hasBegun || isAtWork(document.activeElement)) return;
    if (!matchMedia("(pointer: fine)").matches) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }, [input, thread]);
}

/** Whether the browser loaded this page itself; otherwise the focus is on what led here. */
function isLoadedHere(): boolean {
  const [loaded] = performance.getEntriesByType("navigation");
  return loaded !== undefined && new URL(loaded.name).pathname === location.pathname;
}

function isAtWork(element: Element | null): boolean {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return true;
  return element?.closest("main") != null || getSelection()?.isCollapsed === false;
}
