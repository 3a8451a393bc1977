import type { Category, CategoryColour, SimilarThread } from "@/lib/assistants/types";
import type { ActionResult } from "@/lib/errors";
import type { SidebarPage } from "./sidebar-thread";

type Action<I, T = unknown> = (input: I) => Promise<ActionResult<T>>;
type Threads = { threadIds: string[] };
type Thread = { threadId: string };

/** What threads can ask of the server; the app passes its actions. */
export type ThreadServerActions = {
  renameThread: Action<Thread & { title: string }>;
  pinThreads: Action<Threads>;
  unpinThreads: Action<Threads>;
  archiveThreads: Action<Threads>;
  unarchiveThreads: Action<Threads>;
  categoriseThreads: Action<Threads & { categoryId: string | null }>;
  deleteThreads: Action<Threads>;
  restoreThreads: Action<Threads>;
  /** Answers the new thread. It and its undoing do not refresh the page. */
  mergeThreads: Action<Threads, Thread>;
  unmergeThread: Action<Thread>;
  /** Answers the copy. */
  duplicateThread: Action<Thread, Thread>;
  /** Threads that may be about the same. */
  similarThreads: Action<Thread, SimilarThread[]>;
  /** Makes a category, or changes one. */
  saveCategory: Action<{ categoryId?: string; name: string; colour: CategoryColour }, Category>;
  loadThreads: Action<ThreadQuery, SidebarPage>;
};

/** Which page of which threads; absent: the first one of all. */
export type ThreadQuery = { cursor?: string; categoryId?: string };
