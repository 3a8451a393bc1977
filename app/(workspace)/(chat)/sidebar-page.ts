import { type SidebarPage, toSidebarThread } from "@/components/threads/sidebar-thread";
import type { ThreadPage } from "@/lib/assistants/types";

type Place = { timeZone: string; now: Date };

export function toSidebarPage({ threads, nextCursor }: ThreadPage, place: Place): SidebarPage {
  return { threads: threads.map((thread) => toSidebarThread(thread, place)), nextCursor };
}
