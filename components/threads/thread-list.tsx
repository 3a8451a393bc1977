"use client";

import { Search } from "lucide-react";
import { usePathname } from "next/navigation";
import { useDeferredValue, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { callAction } from "./call-action";
import { inGroups, mergePages, type SidebarPage, type SidebarThread } from "./sidebar-thread";
import { useThreadActions } from "./thread-actions";
import { ThreadRow } from "./thread-row";
import { useShortcut } from "./use-shortcut";
import { useSidebarRefresh } from "./use-sidebar-refresh";

type ThreadListProps = { page: SidebarPage; searchHint: string };

/** The member's threads in groups, newest first, with a filter over those that are loaded. */
export function ThreadList({ page, searchHint }: ThreadListProps) {
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const wanted = useDeferredValue(query).trim().toLowerCase();
  const { threads, more } = useThreads(page);
  const shown = wanted ? threads.filter(({ title }) => title.toLowerCase().includes(wanted)) : threads;

  useSidebarRefresh(threads.some((thread) => thread.running));
  useShortcut("k", () => search.current?.focus());

  return (
    <>
      <div className="relative mt-2 px-2.5">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-5.5 size-3.5 -translate-y-1/2 text-muted"
        />
        <input
          ref={search}
          type="search"
          aria-label="Search threads"
          aria-keyshortcuts="Meta+K Control+K"
          placeholder="Search threads"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && setQuery("")}
          className="peer h-9 w-full rounded-control border border-line bg-transparent pr-12 pl-8 text-[14px]"
        />
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-5.5 -translate-y-1/2 font-sans text-muted text-xs max-md:hidden peer-focus:hidden"
        >
          {searchHint}
        </kbd>
      </div>
      {/* A scrolling region of links needs no tab stop of its own. */}
      <div className="mt-1 min-h-0 flex-1 overflow-y-auto overscroll-contain px-2.5 pb-4">
        {threads.length === 0 && <NoThreads />}
        {threads.length > 0 && shown.length === 0 && (
          <p className="px-2.5 pt-4 text-muted text-sm">
            No loaded thread has “{query.trim()}” in its title.
          </p>
        )}
        <Groups threads={shown} />
        {more && (
          <Button
            variant="ghost"
            size="sm"
            className="mt-2 w-full"
            onClick={more.load}
            pending={more.pending}
          >
            Load more
          </Button>
        )}
      </div>
    </>
  );
}

/** The first page as the server has it now, and after it what was loaded on request. */
function useThreads(page: SidebarPage) {
  const { loadMore, isRemoved } = useThreadActions();
  const [kept, setKept] = useState<{ threads: SidebarThread[]; nextCursor: string | null } | null>(null);
  const [pending, setPending] = useState(false);
  const cursor = kept ? kept.nextCursor : page.nextCursor;
  const threads = mergePages(page.threads, kept?.threads ?? []).filter(({ id }) => !isRemoved(id));

  async function load(from: string) {
    setPending(true);
    const result = await callAction(() => loadMore({ cursor: from }));
    setPending(false);
    if (!result.ok) return void toast.error(result.message);
    setKept({ threads: [...threads, ...result.data.threads], nextCursor: result.data.nextCursor });
  }

  return { threads, more: cursor ? { load: () => void load(cursor), pending } : null };
}

function Groups({ threads }: { threads: SidebarThread[] }) {
  const pathname = usePathname();
  return inGroups(threads).map((group) => (
    <section key={group.label} aria-label={group.label}>
      <h2 className="px-2.5 pt-4 pb-1 text-muted text-xs">{group.label}</h2>
      <ul className="space-y-px">
        {group.threads.map((thread) => (
          <ThreadRow key={thread.id} thread={thread} current={pathname === `/threads/${thread.id}`} />
        ))}
      </ul>
    </section>
  ));
}

function NoThreads() {
  return (
    <div className="px-2.5 pt-5 text-muted text-sm">
      <p className="font-medium text-ink">No threads yet</p>
      <p className="mt-1">Write a message to begin one. It appears here with what it has cost.</p>
    </div>
  );
}
