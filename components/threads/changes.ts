/** What was done to a thread; `gone` where it is deleted, or merged into another. */
export type Change = {
  title?: string;
  pinned?: boolean;
  archived?: boolean;
  categoryId?: string | null;
  gone?: boolean;
};

export type Changes = ReadonlyMap<string, Change>;

export const NO_CHANGES: Changes = new Map();

export function addChanges(known: Changes, more: Changes): Changes {
  const all = new Map(known);
  for (const [id, change] of more) all.set(id, { ...all.get(id), ...change });
  return all;
}

/** The same change of several threads. */
export function changeAll(threads: readonly { id: string }[], change: Change): Changes {
  return new Map(threads.map(({ id }) => [id, change]));
}

/** The thread as it is after what was done to it. */
export function withChange<T extends { id: string }>(thread: T, changes: Changes): T & Pick<Change, "gone"> {
  const change = changes.get(thread.id);
  return change ? { ...thread, ...change } : thread;
}
