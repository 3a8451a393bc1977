"use client";

import { Archive } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CategoryFilter } from "./category-filter";
import { ThreadSearch } from "./search";
import type { SearchThreads } from "./search-types";
import type { SidebarPage } from "./sidebar-thread";
import { useThreadActions } from "./thread-actions";
import { ThreadGroups } from "./thread-groups";
import { SelectionContext, useSelection } from "./use-selection";
import { useSidebarRefresh } from "./use-sidebar-refresh";
import { useThreadShortcuts } from "./use-thread-shortcuts";
import { useThreads } from "./use-threads";

type ThreadListProps = {
  page: SidebarPage;
  /** Of the archived threads: "12", "99+"; empty where there are none. */
  archivedCount: string;
  searchHint: string;
  search: SearchThreads;
};

const SelectionBar = dynamic(() => import("./selection-bar").then((module) => module.SelectionBar), {
  ssr: false,
});

/** The member's threads in groups, newest first, and in their place what was searched for. */
export function ThreadList({ page, archivedCount, searchHint, search }: ThreadListProps) {
  const { categories } = useThreadActions();
  const { threads, more, filter } = useThreads(page);
  const { ref, acts } = useSelection(threads);

  useThreadShortcuts(threads);
  useSidebarRefresh(threads.some((thread) => thread.running));

  return (
    <ThreadSearch hint={searchHint} search={search} categories={categories}>
      <SelectionContext value={acts}>
        <div ref={ref} className="flex min-h-0 flex-1 flex-col">
          <CategoryFilter filter={filter} />
          {/* A scrolling region of links needs no tab stop of its own. */}
          <div className="mt-1 min-h-0 flex-1 overflow-y-auto overscroll-contain px-2.5 pb-4">
            {threads.length === 0 && <NoThreads isFiltered={filter.categoryId !== null} />}
            <ThreadGroups threads={threads} />
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
            <ArchivedLink count={archivedCount} />
          </div>
          {acts.chosen.length > 0 && <SelectionBar />}
        </div>
      </SelectionContext>
    </ThreadSearch>
  );
}

function ArchivedLink({ count }: { count: string }) {
  const current = usePathname() === "/archived";
  return (
    <Link
      href="/archived"
      aria-current={current ? "page" : undefined}
      className={cn(
        "-outline-offset-2 mt-3 flex items-center gap-2 rounded-control px-2.5 py-[7px] text-muted text-sm hover:bg-hover hover:text-ink",
        current && "bg-card font-medium text-ink shadow-soft hover:bg-card",
      )}
    >
      <Archive aria-hidden className="size-3.5" />
      Archived
      {count && <span className="ml-auto font-normal text-xs tabular-nums">{count}</span>}
    </Link>
  );
}

function NoThreads({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div className="px-2.5 pt-5 text-muted text-sm">
      <p className="font-medium text-ink">{isFiltered ? "Nothing in this category" : "No threads yet"}</p>
      <p className="mt-1">
        {isFiltered
          ? "Put threads into it by the menu at the end of their row."
          : "Write a message to begin one. It appears here with what it has cost."}
      </p>
    </div>
  );
}
