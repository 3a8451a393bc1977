import type { KeyboardEvent } from "react";

/** Enter, alone or with ⌘ or Ctrl. An input method uses it to accept a word. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing;
}

/** Arrow up and nothing else; an input method uses it to go through its proposals. */
export function isPlainArrowUp(event: KeyboardEvent): boolean {
  if (event.key !== "ArrowUp" || event.nativeEvent.isComposing) return false;
  return !event.shiftKey && !event.metaKey && !event.ctrlKey && !event.altKey;
}

export function growWhereCssCannot(textarea: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  textarea.style.height = "auto";
  textarea.style.height = `${textarea.scrollHeight}px`;
}
