import { useCallback, useMemo, useState } from "react";
import type { SidebarThread } from "./sidebar-thread";

export type Seen = {
  /** Notes that a thread is in view as it is now. */
  see: (thread: SidebarThread) => void;
  isUnread: (thread: SidebarThread) => boolean;
};

/** What was in view since the sidebar was last sent, which goes on saying that it is unread. */
export function useSeen(): Seen {
  const [seen, setSeen] = useState<ReadonlyMap<string, number>>(new Map());

  const see = useCallback(
    ({ id, lastActivityMs }: SidebarThread) =>
      setSeen((known) => (known.get(id) === lastActivityMs ? known : new Map(known).set(id, lastActivityMs))),
    [],
  );
  return useMemo(() => {
    const isUnread = ({ id, unread, lastActivityMs }: SidebarThread) =>
      unread && (seen.get(id) ?? 0) < lastActivityMs;
    return { see, isUnread };
  }, [seen, see]);
}
