import type { ThreadListItem } from "@/lib/assistants/types";
import { formatAbout } from "@/lib/money";
import { type Changes, withChange } from "./changes";

/** A row of the sidebar as the browser gets it: words and groups are made on the server, in its zone. */
export type SidebarThread = {
  id: string;
  title: string;
  cost: string;
  costIsExact: boolean;
  running: boolean;
  /** An answer came since it was last open. */
  unread: boolean;
  pinned: boolean;
  archived: boolean;
  categoryId: string | null;
  /** The day it was last active on, in words. */
  group: string;
  lastActivityMs: number;
};

export type SidebarPage = { pinned: SidebarThread[]; threads: SidebarThread[]; nextCursor: string | null };

type Place = { now: Date; timeZone: string };

const DAY_MS = 86_400_000;

export function toSidebarThread(thread: ThreadListItem, place: Place): SidebarThread {
  return {
    id: thread.id,
    title: thread.title || "New thread",
    cost: formatAbout(thread.costPicoUsd, thread.costIsExact),
    costIsExact: thread.costIsExact,
    running: thread.running,
    unread: thread.unread,
    pinned: thread.pinned,
    archived: thread.archived,
    categoryId: thread.categoryId,
    group: groupOf(thread.lastActivityAt, place),
    lastActivityMs: thread.lastActivityAt.getTime(),
  };
}

/** Today, Yesterday, Previous 7 days, then months; a month of another year has its year. */
export function groupOf(instant: Date, { now, timeZone }: Place): string {
  const today = civilDay(now, timeZone);
  const that = civilDay(instant, timeZone);
  const daysAgo = Math.round((today.ms - that.ms) / DAY_MS);
  if (daysAgo <= 0) return "Today";
  if (daysAgo === 1) return "Yesterday";
  if (daysAgo <= 7) return "Previous 7 days";
  const month = new Intl.DateTimeFormat("en-GB", { timeZone, month: "long" }).format(instant);
  return that.year === today.year ? month : `${month} ${that.year}`;
}

/** What was done to threads: to be seen before the server says so, and in rows that it does not send anew. */
export type Done = { underWay: Changes; settled: Changes };

/**
 * The rows of the sidebar in their order: pinned ones first, the last pinned on top, then by activity. What was loaded
 * before (`kept`) fills the gap that newer threads push out of the first page.
 */
export function arrange(page: SidebarPage, kept: SidebarThread[], { underWay, settled }: Done) {
  const sent = [...page.pinned, ...page.threads];
  const known = new Set(sent.map(({ id }) => id));
  const older = kept.filter(({ id }) => !known.has(id)).map((thread) => withChange(thread, settled));
  const rows = [...sent, ...older]
    .map((thread) => withChange(thread, underWay))
    .filter((thread) => !thread.gone && !thread.archived);
  const wasPinned = new Set(page.pinned.map(({ id }) => id));
  const pinned = rows.filter((thread) => thread.pinned);
  const others = rows.filter((thread) => !thread.pinned);
  return [
    ...pinned.toSorted((a, b) => Number(wasPinned.has(a.id)) - Number(wasPinned.has(b.id))),
    ...others.toSorted((a, b) => b.lastActivityMs - a.lastActivityMs),
  ];
}

/** Pinned threads together, then neighbours of one day or month, in their order. */
export function inGroups(threads: SidebarThread[]): { label: string; threads: SidebarThread[] }[] {
  const groups = new Map<string, SidebarThread[]>();
  for (const thread of threads) {
    const label = thread.pinned ? "Pinned" : thread.group;
    const group = groups.get(label);
    if (group) group.push(thread);
    else groups.set(label, [thread]);
  }
  return [...groups].map(([label, members]) => ({ label, threads: members }));
}

/** The civil date in a zone as UTC milliseconds, so that a day of 23 or 25 hours is still one day. */
function civilDay(instant: Date, timeZone: string): { ms: number; year: number } {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone }).format(instant).split("-").map(Number);
  const [year = 0, month = 1, day = 1] = parts;
  return { ms: Date.UTC(year, month - 1, day), year };
}
