import { toast } from "sonner";

const UNDO_SHOWN_MS = 8000;

/** Says what was done, with the way back. */
export function offerUndo(sentence: string, undo: () => void): void {
  toast(sentence, { duration: UNDO_SHOWN_MS, action: { label: "Undo", onClick: undo } });
}

/** "“Plan” is archived" or "3 threads are archived". */
export function sentenceAbout(threads: readonly { title: string }[], what: string): string {
  const [first] = threads;
  return threads.length === 1 ? `“${first?.title}” is ${what}` : `${threads.length} threads are ${what}`;
}
