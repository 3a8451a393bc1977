import type { PicoUsd } from "@/lib/money";

export type CategoryColour = "green" | "blue" | "amber" | "violet" | "rose" | "grey";
/** A member's own drawer for threads. */
export type Category = { id: string; name: string; colour: CategoryColour };

/** A row of the sidebar. */
export type ThreadListItem = {
  id: string;
  title: string;
  lastActivityAt: Date;
  pinned: boolean;
  archived: boolean;
  categoryId: string | null;
  /** An answer came since its owner last had it open. */
  unread: boolean;
  costPicoUsd: PicoUsd;
  /** False as soon as one amount in the sum is not exact. */
  costIsExact: boolean;
  running: boolean;
};

/** `pinned` are all of them, with the first page of the threads that are not archived; elsewhere it is empty. */
export type ThreadPage = { pinned: ThreadListItem[]; threads: ThreadListItem[]; nextCursor: string | null };

/** Which threads are listed. */
export type ThreadListQuery = {
  archived?: boolean | undefined;
  categoryId?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** Threads that will be deleted, and when the first of them. */
export type Announcement = { count: number; on: Date };

/** A thread that will be deleted for its age, or was deleted. */
export type OldThread = Pick<
  ThreadListItem,
  "id" | "title" | "lastActivityAt" | "archived" | "categoryId" | "costPicoUsd" | "costIsExact"
> & {
  /** When it will be deleted, or was. */
  at: Date;
  /** For its age, not by hand. */
  byAge: boolean;
};

export type OldThreadPage = { threads: OldThread[]; nextCursor: string | null };

/** From `erasedAt` on a deleted thread cannot be restored. */
export type DeletedThreadPage = { threads: (OldThread & { erasedAt: Date })[]; nextCursor: string | null };

/** What the rules about old threads mean for a member now. */
export type DeletionOutlook = {
  archiveAfterDays: number | null;
  deleteAfterDays: number | null;
  agreed: boolean;
  announced: Announcement | null;
  /** What would be announced now, besides. */
  next: Announcement | null;
  /** So long a thread that was deleted for its age can be restored. */
  restorableDays: number;
};

export type SearchQuery = {
  text: string;
  categoryId?: string | undefined;
  /** Only archived threads, or only the others; both where it is absent. */
  archived?: boolean | undefined;
  /** Active since then. */
  since?: Date | undefined;
};

export type SearchHit = {
  threadId: string;
  title: string;
  lastActivityAt: Date;
  archived: boolean;
  categoryId: string | null;
  /** The newest message with the words; null where only the title has them. */
  messageId: string | null;
  /** A part of it, the words between U+0001 and U+0002. */
  snippet: string | null;
};

/** A thread of the same member with nearly the same title. */
export type SimilarThread = {
  id: string;
  title: string;
  pinned: boolean;
  archived: boolean;
  categoryId: string | null;
};
