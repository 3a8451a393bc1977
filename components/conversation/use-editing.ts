import { useSyncExternalStore } from "react";
import type { AttachmentView } from "@/lib/assistants/types";

export type Editing = {
  messageId: string;
  text: string;
  /** What still goes with it. */
  attached: readonly AttachmentView[];
  by: "button" | "composer";
};

/**
 * The message that is being edited, by thread. It lies outside of the components, so that nothing is lost when the
 * page of a new thread gives way to the thread's own, or somebody looks at another thread.
 */
const threads = new Map<string, Editing>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useEditing(thread: string): Editing | null {
  return useSyncExternalStore(
    subscribe,
    () => threads.get(thread) ?? null,
    () => null,
  );
}

export function setEditing(thread: string, editing: Editing | null): void {
  if (editing) threads.set(thread, editing);
  else threads.delete(thread);
  for (const listener of listeners) listener();
}

/** What has been changed so far; the editor itself shows it. */
export function keepEdited(thread: string, changed: Partial<Pick<Editing, "text" | "attached">>): void {
  const editing = threads.get(thread);
  if (editing) Object.assign(editing, changed);
}
