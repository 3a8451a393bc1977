type Writing = { start: number; end: number; text: string };

/** Puts text in the place of other text, as if it were typed: the field's own undo takes it back. */
export function writeInto(field: HTMLTextAreaElement, { start, end, text }: Writing): void {
  field.focus();
  field.setSelectionRange(start, end);
  // Marked as obsolete and without a successor; a browser that drops it is served below.
  if (document.execCommand("insertText", false, text)) return;
  const before = field.value;
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
  set?.call(field, before.slice(0, start) + text + before.slice(end));
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.setSelectionRange(start + text.length, start + text.length);
}

/** Selects a part of a field's text and brings about where it stands into view. */
export function selectPart(field: HTMLTextAreaElement, { start, end }: Omit<Writing, "text">): void {
  field.setSelectionRange(start, end);
  const { scrollHeight, clientHeight, value } = field;
  if (scrollHeight > clientHeight) field.scrollTop = (start / value.length) * scrollHeight - clientHeight / 2;
}
