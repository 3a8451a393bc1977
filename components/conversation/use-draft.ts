import { useCallback, useEffect, useState } from "react";

const keyOf = (thread: string) => `purser.draft.${thread}`;

/** The unsent text of a thread, kept in this browser across reloads. */
export function useDraft(thread: string): [string, (text: string) => void] {
  const [text, setText] = useState("");

  useEffect(() => setText(read(keyOf(thread))), [thread]);

  const change = useCallback(
    (next: string) => {
      setText(next);
      write(keyOf(thread), next);
    },
    [thread],
  );
  return [text, change];
}

/** A new thread has got its id: what was typed meanwhile goes with it. */
export function moveDraft(from: string, to: string): void {
  const text = read(keyOf(from));
  if (!text) return;
  const there = read(keyOf(to));
  write(keyOf(to), there ? `${text}\n\n${there}` : text);
  write(keyOf(from), "");
}

export function forgetDraft(thread: string): void {
  write(keyOf(thread), "");
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
