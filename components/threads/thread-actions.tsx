"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import type { Category } from "@/lib/assistants/types";
import { withChange } from "./changes";
import type { Done } from "./sidebar-thread";
import type { ThreadServerActions } from "./thread-server-actions";
import { type OwnThread, type ThreadActs, useActs } from "./use-acts";
import { useChanges } from "./use-changes";
import { type Seen, useSeen } from "./use-seen";

type ThreadActions = ThreadActs & {
  categories: Category[];
  /** Asks for a new category and puts the threads into it. */
  categoriseNew: (threads: OwnThread[]) => void;
  /** Shows the threads that may be about the same. */
  showSimilar: (thread: OwnThread) => void;
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

const CategoryDialog = dynamic(() => import("./category-dialog").then((module) => module.CategoryDialog), {
  ssr: false,
});

const SimilarDialog = dynamic(() => import("./similar-dialog").then((module) => module.SimilarDialog), {
  ssr: false,
});

type ProviderProps = { actions: ThreadServerActions; categories: Category[]; children: ReactNode };

/** One place for what is done to threads, so that the sidebar and the header agree before the server answers. */
export function ThreadActionsProvider({ actions, categories, children }: ProviderProps) {
  const { done, perform } = useChanges();
  const acts = useActs({ actions, perform });
  const seen = useSeen();
  const [naming, setNaming] = useState<OwnThread[] | null>(null);
  const [compared, setCompared] = useState<OwnThread | null>(null);
  const value = useMemo(
    () => ({
      ...acts,
      ...{
        categories,
        done,
        seen,
        load: actions.loadThreads,
        categoriseNew: setNaming,
        showSimilar: setCompared,
      },
      current: <T extends { id: string }>(thread: T): T => withChange(thread, done.underWay),
    }),
    [acts, categories, done, seen, actions],
  );
  return (
    <Context value={value}>
      {children}
      {compared && (
        <SimilarDialog
          thread={compared}
          find={actions.similarThreads}
          onMerge={acts.merge}
          onClose={() => setCompared(null)}
        />
      )}
      {naming && (
        <CategoryDialog
          save={actions.saveCategory}
          onSaved={(category) => acts.categorise(naming, category)}
          onClose={() => setNaming(null)}
        />
      )}
    </Context>
  );
}
