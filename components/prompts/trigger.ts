/** A stroke at the beginning of a line, and what was typed after it, up to the caret. */
export type Trigger = { start: number; end: number; query: string };

/** The longest name a prompt can have: what is longer is no name. */
const QUERY_MAX = 60;

/** Where in a text a prompt is being asked for; null where none is. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const start = text.lastIndexOf("\n", caret - 1) + 1;
  if (caret <= start || text[start] !== "/") return null;
  const query = text.slice(start + 1, caret);
  return query.length > QUERY_MAX || query.includes("/") ? null : { start, end: caret, query };
}
