import { useCallback, useSyncExternalStore } from "react";

const keyOf = (thread: string) => `purser.draft.${thread}`;

type Shown = { text: string; listeners: Set<() => void> };

/** The drafts that stand in a field now. Another tab's typing does not come into them. */
const shown = new Map<string, Shown>();

/**
 * The unsent text of a thread, kept in this browser across reloads. It is there when the field is made, so that the
 * field can be sent from the first moment on.
 */
export function useDraft(thread: string): [string, (text: string) => void] {
  const subscribe = useCallback((listener: () => void) => listen(thread, listener), [thread]);
  const text = useSyncExternalStore(
    subscribe,
    () => draftOf(thread),
    () => "",
  );
  const change = useCallback((next: string) => setDraft(thread, next), [thread]);
  return [text, change];
}

/** Whether a field on the page shows the draft of this thread. */
export function isInField(thread: string): boolean {
  return shown.has(thread);
}

/** What was typed goes to another thread, after what is there. */
export function moveDraft(from: string, to: string): void {
  const text = draftOf(from);
  if (!text) return;
  const there = draftOf(to);
  setDraft(to, there ? `${text}\n\n${there}` : text);
  setDraft(from, "");
}

export function forgetDraft(thread: string): void {
  setDraft(thread, "");
}

function listen(thread: string, listener: () => void): () => void {
  const entry = shown.get(thread) ?? { text: read(keyOf(thread)), listeners: new Set() };
  shown.set(thread, entry);
  entry.listeners.add(listener);
  return () => {
    entry.listeners.delete(listener);
    if (entry.listeners.size === 0) shown.delete(thread);
  };
}

function draftOf(thread: string): string {
  return shown.get(thread)?.text ?? read(keyOf(thread));
}

function setDraft(thread: string, text: string): void {
  write(keyOf(thread), text);
  const entry = shown.get(thread);
  if (!entry) return;
  entry.text = text;
  for (const listener of entry.listeners) listener();
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch (error) {
    return withoutStorage(error, "");
  }
}

function write(key: string, value: string): void {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch (error) {
    withoutStorage(error, undefined);
  }
}

/** A browser that refuses storage, or has it full, only loses the convenience of drafts. */
function withoutStorage<T>(error: unknown, fallback: T): T {
  if (error instanceof DOMException) return fallback;
  throw error;
}
