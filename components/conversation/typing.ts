import type { KeyboardEvent } from "react";
import { isPressed } from "@/components/shortcuts/table";

/** Enter, alone or with ⌘ or Ctrl. An input method uses it to accept a word. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !isPressed("newLine", event) && !event.nativeEvent.isComposing;
}

/** An input method uses the arrows to go through its proposals. */
export function isEditLastKey(event: KeyboardEvent): boolean {
  return isPressed("editLast", event) && !event.nativeEvent.isComposing;
}

export function growWhereCssCannot(textarea: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  textarea.style.height = "auto";
  textarea.style.height = `${textarea.scrollHeight}px`;
}
