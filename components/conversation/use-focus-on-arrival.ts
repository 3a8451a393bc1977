import { type RefObject, useLayoutEffect } from "react";

/** Whoever comes to a thread can write at once. A touch screen would bring up its keyboard, so there it waits. */
export function useFocusOnArrival(input: RefObject<HTMLTextAreaElement | null>, thread: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thread is an arrival too.
  useLayoutEffect(() => {
    if (matchMedia("(pointer: fine)").matches) input.current?.focus({ preventScroll: true });
  }, [input, thread]);
}
