import { usePathname, useRouter } from "next/navigation";
import { useMemo } from "react";
import type { Category } from "@/lib/assistants/types";
import { changeAll } from "./changes";
import type { SidebarThread } from "./sidebar-thread";
import type { ThreadServerActions } from "./thread-server-actions";
import { offerUndo, sentenceAbout } from "./undo";
import type { Perform } from "./use-changes";

/** What the menus of a thread must know of it. */
export type OwnThread = Pick<SidebarThread, "id" | "title" | "pinned" | "archived" | "categoryId">;

type Threads = readonly OwnThread[];

export type ThreadActs = {
  rename: (thread: Pick<OwnThread, "id" | "title">) => void;
  pin: (threads: Threads, pinned: boolean) => void;
  archive: (threads: Threads) => void;
  unarchive: (threads: Threads) => void;
  categorise: (threads: Threads, category: Category | null) => void;
  /** Says that they are in it, with the way back to where each was. */
  offerUncategorise: (threads: Threads, category: Category | null) => void;
  /** Deletes at once and offers to undo it. */
  remove: (threads: Threads) => void;
  merge: (threads: Threads) => void;
  duplicate: (thread: OwnThread) => void;
};

type Means = { actions: ThreadServerActions; perform: Perform };

/** Everything that can be done to threads: seen at once, and undone where something would be missed. */
export function useActs({ actions, perform }: Means): ThreadActs {
  const moving = useMovingActs({ actions, perform });
  const simple = useMemo(() => simpleActs({ actions, perform }), [actions, perform]);
  return useMemo(() => ({ ...simple, ...moving }), [simple, moving]);
}

function simpleActs({ actions, perform }: Means): Omit<ThreadActs, "remove" | "merge" | "duplicate"> {
  const archive = (threads: Threads) =>
    perform({
      changes: changeAll(threads, { archived: true, pinned: false }),
      call: () => actions.archiveThreads(idsOf(threads)),
      onDone: () => offerUndo(`${sentenceAbout(threads, "archived")}.`, () => unarchive(threads)),
    });
  const unarchive = (threads: Threads) =>
    perform({
      changes: changeAll(threads, { archived: false }),
      call: () => actions.unarchiveThreads(idsOf(threads)),
      // What was pinned before is pinned again.
      onDone: () => pinAgain(threads),
    });
  const pinAgain = (threads: Threads) => {
    const pinned = threads.filter((thread) => thread.pinned);
    if (pinned.length > 0) pin(pinned, true);
  };
  const pin = (threads: Threads, pinned: boolean) =>
    perform({
      changes: changeAll(threads, pinned ? { pinned, archived: false } : { pinned }),
      call: () => (pinned ? actions.pinThreads : actions.unpinThreads)(idsOf(threads)),
    });
  const categorise = (threads: Threads, category: Category | null) =>
    perform({
      changes: changeAll(threads, { categoryId: category?.id ?? null }),
      call: () => actions.categoriseThreads({ ...idsOf(threads), categoryId: category?.id ?? null }),
      onDone: () => offerUncategorise(threads, category),
    });
  const offerUncategorise = (threads: Threads, category: Category | null) =>
    offerUndo(`${sentenceAbout(threads, category ? `in “${category.name}”` : "in no category")}.`, () =>
      categoriseBack(threads),
    );
  const categoriseBack = (threads: Threads) => {
    for (const categoryId of new Set(threads.map((thread) => thread.categoryId))) {
      const members = threads.filter((thread) => thread.categoryId === categoryId);
      perform({
        changes: changeAll(members, { categoryId }),
        call: () => actions.categoriseThreads({ ...idsOf(members), categoryId }),
      });
    }
  };
  const rename: ThreadActs["rename"] = ({ id, title }) =>
    perform({
      changes: new Map([[id, { title }]]),
      call: () => actions.renameThread({ threadId: id, title }),
    });
  return { archive, unarchive, pin, categorise, offerUncategorise, rename };
}

/** What may take the page in view away, and so leads to another one. */
function useMovingActs({ actions, perform }: Means): Pick<ThreadActs, "remove" | "merge" | "duplicate"> {
  const router = useRouter();
  const pathname = usePathname();

  return useMemo(() => {
    const inView = (threads: Threads) => threads.find(({ id }) => pathname === `/threads/${id}`);

    const restore = (threads: Threads, viewed: OwnThread | undefined) =>
      perform({
        changes: changeAll(threads, { gone: false }),
        call: () => actions.restoreThreads(idsOf(threads)),
        onDone: () => {
          // Back where it was deleted, unless they have gone on elsewhere.
          if (viewed && location.pathname === "/") router.push(`/threads/${viewed.id}`);
        },
      });
    const remove = (threads: Threads) => {
      const viewed = inView(threads);
      if (viewed) router.push("/");
      perform({
        changes: changeAll(threads, { gone: true }),
        call: () => actions.deleteThreads(idsOf(threads)),
        onDone: () =>
          offerUndo(`${sentenceAbout(threads, "deleted")}. What was spent stays in the totals.`, () =>
            restore(threads, viewed),
          ),
      });
    };

    const unmerge = (threads: Threads, threadId: string) =>
      perform({
        changes: changeAll(threads, { gone: false }),
        call: () => actions.unmergeThread({ threadId }),
        onDone: () => {
          const before = inView(threads);
          if (location.pathname === `/threads/${threadId}`)
            router.push(before ? `/threads/${before.id}` : "/");
          router.refresh();
        },
      });
    const merge = (threads: Threads) =>
      perform({
        changes: changeAll(threads, { gone: true }),
        call: () => actions.mergeThreads(idsOf(threads)),
        onDone: ({ threadId }) => {
          router.push(`/threads/${threadId}`);
          router.refresh();
          offerUndo(`${threads.length} threads are merged.`, () => unmerge(threads, threadId));
        },
      });

    const duplicate = (thread: OwnThread) =>
      perform({
        changes: new Map(),
        call: () => actions.duplicateThread({ threadId: thread.id }),
        onDone: ({ threadId }) => router.push(`/threads/${threadId}`),
      });
    return { remove, merge, duplicate };
  }, [actions, perform, router, pathname]);
}

function idsOf(threads: Threads): { threadIds: string[] } {
  return { threadIds: threads.map(({ id }) => id) };
}
