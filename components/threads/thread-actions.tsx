"use client";

import { usePathname, useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/lib/errors";
import { callAction } from "./call-action";
import { announceChange } from "./other-tabs";
import type { SidebarPage } from "./sidebar-thread";

type Action<I, T = unknown> = (input: I) => Promise<ActionResult<T>>;

/** What threads can ask of the server; the app passes its actions. */
export type ThreadServerActions = {
  renameThread: Action<{ threadId: string; title: string }>;
  deleteThread: Action<{ threadId: string }>;
  restoreThread: Action<{ threadId: string }>;
  loadMoreThreads: Action<{ cursor: string }, SidebarPage>;
};

type NamedThread = { id: string; title: string };

type ThreadActions = {
  rename: (thread: NamedThread) => Promise<void>;
  /** Deletes at once and offers to undo it. */
  remove: (thread: NamedThread) => Promise<void>;
  loadMore: ThreadServerActions["loadMoreThreads"];
  /** The title a person just gave, until the server's copy says the same. */
  titleOf: (id: string, stored: string) => string;
  isRemoved: (id: string) => boolean;
};

const UNDO_SHOWN_MS = 8000;

const Context = createContext<ThreadActions | null>(null);

export function useThreadActions(): ThreadActions {
  const actions = use(Context);
  if (!actions) throw new Error("useThreadActions needs a ThreadActionsProvider above it.");
  return actions;
}

type ProviderProps = { actions: ThreadServerActions; children: ReactNode };

/** One place for what is done to threads, so that the sidebar and the header agree before the server answers. */
export function ThreadActionsProvider({ actions, children }: ProviderProps) {
  const renaming = useRename(actions);
  const removal = useRemoval(actions);
  const { loadMoreThreads } = actions;
  const value = useMemo(
    () => ({ ...renaming, ...removal, loadMore: loadMoreThreads }),
    [renaming, removal, loadMoreThreads],
  );
  return <Context value={value}>{children}</Context>;
}

function useRename({ renameThread }: ThreadServerActions): Pick<ThreadActions, "rename" | "titleOf"> {
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());

  const rename = useCallback(
    async ({ id, title }: NamedThread) => {
      setTitles((known) => new Map(known).set(id, title));
      const result = await callAction(() => renameThread({ threadId: id, title }));
      if (result.ok) announceChange();
      else toast.error(result.message);
      setTitles((known) => new Map([...known].filter(([threadId]) => threadId !== id)));
    },
    [renameThread],
  );
  return useMemo(() => ({ rename, titleOf: (id, stored) => titles.get(id) ?? stored }), [rename, titles]);
}

function useRemoval({
  deleteThread,
  restoreThread,
}: ThreadServerActions): Pick<ThreadActions, "remove" | "isRemoved"> {
  const router = useRouter();
  const pathname = usePathname();
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());

  const hide = useCallback((id: string) => setRemoved((known) => new Set(known).add(id)), []);
  const show = useCallback(
    (id: string) => setRemoved((known) => new Set([...known].filter((other) => other !== id))),
    [],
  );

  const restore = useCallback(
    async (id: string) => {
      const result = await callAction(() => restoreThread({ threadId: id }));
      if (!result.ok) return void toast.error(result.message);
      show(id);
      announceChange();
    },
    [restoreThread, show],
  );

  const remove = useCallback(
    async ({ id, title }: NamedThread) => {
      hide(id);
      if (pathname === `/threads/${id}`) router.push("/");
      const result = await callAction(() => deleteThread({ threadId: id }));
      if (!result.ok) {
        show(id);
        return void toast.error(result.message);
      }
      announceChange();
      toast(`“${title}” is deleted. What it cost stays in the totals.`, {
        duration: UNDO_SHOWN_MS,
        action: { label: "Undo", onClick: () => void restore(id) },
      });
    },
    [deleteThread, hide, show, restore, pathname, router],
  );
  return useMemo(() => ({ remove, isRemoved: (id) => removed.has(id) }), [remove, removed]);
}
