import type { ThreadLimit } from "@/lib/budgets/types";
import type { ActionResult } from "@/lib/errors";
import type { ThreadStatistics } from "@/lib/reports/types";
import type { OwnThread } from "../use-acts";

type Action<I, T = unknown> = (input: I) => Promise<ActionResult<T>>;
type Thread = { threadId: string };

/** A link to a thread, in words. */
export type ShownShare = {
  shareId: string;
  /** "/shared/…", without the host. */
  path: string;
  /** "22 November 2026, 14:05" on the organisation's clock. */
  sharedAt: string;
  isUpToNow: boolean;
};

/** What the dialogs about a thread, and about categories, can ask of the server. */
export type DetailActions = {
  findShare: Action<Thread, { organisation: string; share: ShownShare | null }>;
  shareThread: Action<Thread, ShownShare>;
  updateShare: Action<Thread, ShownShare>;
  stopSharing: Action<{ shareId: string }>;
  getStatistics: Action<Thread, ThreadStatistics>;
  findLimit: Action<Thread, ThreadLimit | null>;
  setLimit: (form: FormData) => Promise<ActionResult<{ message: string }>>;
  countCategories: Action<Record<never, never>, { categoryId: string; threads: number }[]>;
  deleteCategory: Action<{ categoryId: string }>;
};

/** A dialog that is asked for. */
export type DialogRequest =
  | { kind: "share" | "statistics" | "limit" | "similar"; thread: OwnThread }
  | { kind: "new category"; threads: OwnThread[] }
  | { kind: "categories" };

export type DialogKind = DialogRequest["kind"];
