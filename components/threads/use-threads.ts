import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { toast } from "sonner";
import { callAction } from "./call-action";
import { type Changes, withChange } from "./changes";
import { arrange, type SidebarPage, type SidebarThread } from "./sidebar-thread";
import { useThreadActions } from "./thread-actions";

export type Filter = {
  /** Null: every thread. */
  categoryId: string | null;
  choose: (categoryId: string | null) => void;
  /** Categories that have threads here. */
  used: ReadonlySet<string>;
};

type Kept = { threads: SidebarThread[]; nextCursor: string | null };

/** The first page as the server has it now, after it what was loaded on request, and of them one category. */
export function useThreads(page: SidebarPage) {
  const { load, done } = useThreadActions();
  const [categoryId, choose] = useState<string | null>(null);
  const filtered = useFilteredPage(page, categoryId);
  const [kept, setKept] = useState<Kept | null>(null);
  const [pending, setPending] = useState(false);
  const base = filtered ?? page;
  const cursor = kept ? kept.nextCursor : base.nextCursor;

  const all = useMemo(() => arrange(base, kept?.threads ?? [], done), [base, kept, done]);
  const threads = useMemo(
    () => (categoryId === null ? all : all.filter((thread) => thread.categoryId === categoryId)),
    [all, categoryId],
  );
  const used = useMemo(
    () => new Set([...page.pinned, ...page.threads, ...all].flatMap((thread) => thread.categoryId ?? [])),
    [page, all],
  );

  async function loadMore(from: string) {
    setPending(true);
    const result = await callAction(() => load({ cursor: from, ...(categoryId && { categoryId }) }));
    setPending(false);
    if (!result.ok) return void toast.error(result.message);
    const { threads: more, nextCursor } = result.data;
    setKept({ threads: [...base.threads, ...(kept?.threads ?? []), ...more], nextCursor });
  }

  const chooseAnew = useCallback((chosen: string | null) => {
    setKept(null);
    choose(chosen);
  }, []);
  const filter: Filter = { categoryId, used, choose: chooseAnew };
  return {
    threads,
    more: cursor ? { load: () => void loadMore(cursor), pending } : null,
    filter,
  };
}

type Answer = { categoryId: string; page: SidebarPage; settled: Changes };

/** The first page of a category, asked for again whenever that of all threads is sent anew; null until it is here. */
function useFilteredPage(page: SidebarPage, categoryId: string | null): SidebarPage | null {
  const { load, done } = useThreadActions();
  const { settled } = done;
  const [answer, setAnswer] = useState<Answer | null>(null);

  const ask = useEffectEvent(async (wanted: string, isWanted: () => boolean) => {
    const result = await callAction(() => load({ categoryId: wanted }));
    if (!isWanted()) return;
    if (result.ok) setAnswer({ categoryId: wanted, page: result.data, settled });
    else toast.error(result.message);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page means that something has changed.
  useEffect(() => {
    if (categoryId === null) return;
    let wanted = true;
    void ask(categoryId, () => wanted);
    return () => {
      wanted = false;
    };
  }, [categoryId, page, settled]);

  return useMemo(() => {
    if (!answer || answer.categoryId !== categoryId) return null;
    // What was done since it was asked for is not in it yet.
    return answer.settled === settled ? answer.page : withChanges(answer.page, settled);
  }, [answer, categoryId, settled]);
}

function withChanges({ pinned, threads, nextCursor }: SidebarPage, changes: Changes): SidebarPage {
  const change = (thread: SidebarThread) => withChange(thread, changes);
  return { pinned: pinned.map(change), threads: threads.map(change), nextCursor };
}
