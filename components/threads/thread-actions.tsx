"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import type { Category } from "@/lib/assistants/types";
import { withChange } from "./changes";
import type { DetailActions, DialogRequest } from "./details/types";
import type { Done } from "./sidebar-thread";
import type { ThreadServerActions } from "./thread-server-actions";
import { type ThreadActs, useActs } from "./use-acts";
import { useChanges } from "./use-changes";
import { type Seen, useSeen } from "./use-seen";

type ThreadActions = ThreadActs & {
  categories: Category[];
  /** Opens a dialog about a thread or about categories. */
  ask: (request: DialogRequest) => void;
  load: ThreadServerActions["loadThreads"];
  done: Done;
  /** A thread as it is after what is under way. */
  current: <T extends { id: string }>(thread: T) => T;
  seen: Seen;
};

const Context = createContext<ThreadActions | null>(null);

export function useThreadActions(): ThreadActions {
  const actions = use(Context);
  if (!actions) throw new Error("useThreadActions needs a ThreadActionsProvider above it.");
  return actions;
}

const ThreadDialogs = dynamic(
  () => import("./details/thread-dialogs").then((module) => module.ThreadDialogs),
  { ssr: false },
);

type ProviderProps = {
  actions: ThreadServerActions;
  details: DetailActions;
  categories: Category[];
  children: ReactNode;
};

/** One place for what is done to threads, so that the sidebar and the header agree before the server answers. */
export function ThreadActionsProvider({ actions, details, categories, children }: ProviderProps) {
  const { done, perform } = useChanges();
  const acts = useActs({ actions, perform });
  const seen = useSeen();
  const [request, ask] = useState<DialogRequest | null>(null);
  const value = useMemo(
    () => ({
      ...acts,
      ...{ categories, done, seen, ask, load: actions.loadThreads },
      current: <T extends { id: string }>(thread: T): T => withChange(thread, done.underWay),
    }),
    [acts, categories, done, seen, actions],
  );
  return (
    <Context value={value}>
      {children}
      {request && (
        <ThreadDialogs
          request={request}
          categories={categories}
          details={details}
          actions={actions}
          acts={acts}
          onClose={() => ask(null)}
        />
      )}
    </Context>
  );
}
