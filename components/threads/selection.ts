/** Chosen threads, and the one from which a range goes. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null };

export const NOTHING: Selection = { ids: new Set(), anchor: null };

export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next.size > 0 ? { ids: next, anchor: id } : NOTHING;
}

/** Adds everything from the anchor to a row; `order` is the list as it is shown. Without an anchor only that row. */
export function extend({ ids, anchor }: Selection, order: readonly string[], id: string): Selection {
  const to = order.indexOf(id);
  const from = anchor === null ? -1 : order.indexOf(anchor);
  if (to < 0) return { ids, anchor };
  const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
  return { ids: new Set([...ids, ...order.slice(first, last + 1)]), anchor: from < 0 ? id : anchor };
}

/** What is left of a selection in a list that has changed. */
export function within(selection: Selection, order: readonly string[]): Selection {
  const ids = order.filter((id) => selection.ids.has(id));
  if (ids.length === selection.ids.size) return selection;
  return ids.length > 0 ? { ...selection, ids: new Set(ids) } : NOTHING;
}
