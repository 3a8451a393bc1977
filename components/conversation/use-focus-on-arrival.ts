import { type RefObject, useLayoutEffect } from "react";

/**
 * Whoever comes to a thread can write at once, after what is there already; who writes elsewhere, is in
 * the page already or has marked words of it is left there. A touch screen would bring up its keyboard, so there it
 * waits.
 */
export function useFocusOnArrival(input: RefObject<HTMLTextAreaElement | null>, thread: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thread is an arrival too.
  useLayoutEffect(() => {
    const field = input.current;
    if (!field || isAtWork(document.activeElement) || !matchMedia("(pointer: fine)").matches) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }, [input, thread]);
}

function isAtWork(element: Element | null): boolean {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return true;
  return element?.closest("main") != null || getSelection()?.isCollapsed === false;
}
