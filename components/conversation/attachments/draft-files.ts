import { useCallback, useSyncExternalStore } from "react";
import type { AttachmentView } from "@/lib/assistants/types";
import type { Attaching } from "./types";

const keyOf = (thread: string) => `purser.draft-files.${thread}`;
const NONE: readonly Attaching[] = [];

/** What is attached to the drafts of threads in this browser; the ready ones stay across reloads. */
const files = new Map<string, readonly Attaching[]>();
const listeners = new Set<() => void>();

export function useDraftFiles(thread: string): readonly Attaching[] {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => filesOf(thread), [thread]),
    () => NONE,
  );
}

export function filesOf(thread: string): readonly Attaching[] {
  const known = files.get(thread);
  if (known) return known;
  const stored = readStored(thread);
  files.set(thread, stored);
  return stored;
}

export function setFiles(thread: string, next: readonly Attaching[]): void {
  files.set(thread, next.length > 0 ? next : NONE);
  store(thread, next);
  for (const listener of listeners) listener();
}

/** Changes one file, in whichever draft it is by now; a file that was taken away stays away. */
export function changeFile(key: string, change: (file: Attaching) => Attaching): void {
  for (const [thread, list] of files) {
    if (list.some((file) => file.key === key)) {
      setFiles(
        thread,
        list.map((file) => (file.key === key ? change(file) : file)),
      );
    }
  }
}

/** What was attached goes to another thread, before what is there. */
export function moveFiles(from: string, to: string): void {
  const moved = filesOf(from);
  if (moved.length === 0) return;
  setFiles(to, [...moved, ...filesOf(to)]);
  setFiles(from, NONE);
}

export function toFile(attachment: AttachmentView): Attaching {
  const { id, name, kind } = attachment;
  return { key: id, name, kind, pasted: false, state: { is: "ready", attachment } };
}

/** Those that can be sent. */
export function readyIn(list: readonly Attaching[]): AttachmentView[] {
  return list.flatMap(({ state }) => (state.is === "ready" ? [state.attachment] : []));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

type Stored = AttachmentView & { pasted: boolean };

function readStored(thread: string): readonly Attaching[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(thread)) ?? "[]");
    const list = Array.isArray(stored) ? stored.filter(isStored) : [];
    return list.length > 0 ? list.map(({ pasted, ...view }) => ({ ...toFile(view), pasted })) : NONE;
  } catch (error) {
    return withoutStorage(error, NONE);
  }
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, kind, bytes } = value as Partial<Record<keyof Stored, unknown>>;
  return (
    typeof id === "string" &&
    typeof name === "string" &&
    (kind === "text" || kind === "image") &&
    typeof bytes === "number"
  );
}

function store(thread: string, list: readonly Attaching[]): void {
  const stored = list.flatMap(({ pasted, state }) =>
    state.is === "ready" ? [{ ...state.attachment, pasted }] : [],
  );
  try {
    if (stored.length > 0) localStorage.setItem(keyOf(thread), JSON.stringify(stored));
    else localStorage.removeItem(keyOf(thread));
  } catch (error) {
    withoutStorage(error, undefined);
  }
}

/** A browser that refuses storage, or has what is no list in it, only loses the convenience of drafts. */
function withoutStorage<T>(error: unknown, fallback: T): T {
  if (error instanceof DOMException || error instanceof SyntaxError) return fallback;
  throw error;
}
