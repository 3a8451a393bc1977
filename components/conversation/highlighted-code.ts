import { useCallback, useSyncExternalStore } from "react";

export type CodePiece = { text: string; color: string | null };
export type CodeLine = CodePiece[];

const REMEMBERED_BLOCKS_MAX = 200;

/** Remembered past a block's own life: when a finished answer replaces the streamed one, it is coloured at once. */
const remembered = new Map<string, CodeLine[] | null>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keyOf(code: string, language: string): string {
  return `${language}\n${code}`;
}

/** The coloured lines of a block, or null while there are none. */
export function useHighlightedCode(code: string, language: string): CodeLine[] | null {
  const read = useCallback(() => remembered.get(keyOf(code, language)) ?? null, [code, language]);
  return useSyncExternalStore(subscribe, read, () => null);
}

export async function requestHighlight(code: string, language: string): Promise<void> {
  const key = keyOf(code, language);
  if (remembered.has(key)) return;
  const { highlight } = await import("./highlight");
  const lines = await highlight(code, language);
  if (remembered.size >= REMEMBERED_BLOCKS_MAX) {
    const oldest = remembered.keys().next();
    if (!oldest.done) remembered.delete(oldest.value);
  }
  remembered.set(key, lines);
  for (const listener of listeners) listener();
}
