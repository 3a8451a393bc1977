import type { ThreadListItem } from "@/lib/assistants/types";
import { formatAbout } from "@/lib/money";

/** A row of the sidebar as the browser gets it: words and groups are made on the server, in its zone. */
export type SidebarThread = {
  id: string;
  title: string;
  cost: string;
  costIsExact: boolean;
  running: boolean;
  group: string;
  lastActivityMs: number;
};

export type SidebarPage = { threads: SidebarThread[]; nextCursor: string | null };

type Place = { now: Date; timeZone: string };

const DAY_MS = 86_400_000;

export function toSidebarThread(thread: ThreadListItem, place: Place): SidebarThread {
  return {
    id: thread.id,
    title: thread.title || "New thread",
    cost: formatAbout(thread.costPicoUsd, thread.costIsExact),
    costIsExact: thread.costIsExact,
    running: thread.running,
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

/** First page first; what was loaded before fills the gap that newer threads push out of it. */
export function mergePages(first: SidebarThread[], kept: SidebarThread[]): SidebarThread[] {
  if (kept.length === 0) return first;
  const known = new Set(first.map((thread) => thread.id));
  return [...first, ...kept.filter((thread) => !known.has(thread.id))].toSorted(
    (a, b) => b.lastActivityMs - a.lastActivityMs,
  );
}

/** Neighbours of one group together, in their order. */
export function inGroups(threads: SidebarThread[]): { label: string; threads: SidebarThread[] }[] {
  const groups = new Map<string, SidebarThread[]>();
  for (const thread of threads) {
    const group = groups.get(thread.group);
    if (group) group.push(thread);
    else groups.set(thread.group, [thread]);
  }
  return [...groups].map(([label, members]) => ({ label, threads: members }));
}

/** The civil date in a zone as UTC milliseconds, so that a day of 23 or 25 hours is still one day. */
function civilDay(instant: Date, timeZone: string): { ms: number; year: number } {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone }).format(instant).split("-").map(Number);
  const [year = 0, month = 1, day = 1] = parts;
  return { ms: Date.UTC(year, month - 1, day), year };
}
