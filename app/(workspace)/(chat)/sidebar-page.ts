import { type SidebarPage, toSidebarThread } from "@/components/threads/sidebar-thread";
import type { ThreadPage } from "@/lib/assistants/types";

type Place = { timeZone: string; now: Date };

export function toSidebarPage({ pinned, threads, nextCursor }: ThreadPage, place: Place): SidebarPage {
  return {
    pinned: pinned.map((thread) => toSidebarThread(thread, place)),
    threads: threads.map((thread) => toSidebarThread(thread, place)),
    nextCursor,
  };
}
