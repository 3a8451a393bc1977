"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { withChange } from "./changes";
import { RenameField } from "./rename-field";
import type { SidebarThread } from "./sidebar-thread";
import { useThreadActions } from "./thread-actions";
import { ThreadMenu } from "./thread-menu";

/** Archived threads, the last archived first, each with its way back. */
export function ArchivedList({ threads }: { threads: SidebarThread[] }) {
  const { done } = useThreadActions();
  const shown = threads
    .map((thread) => withChange(thread, done.underWay))
    .filter((thread) => thread.archived && !thread.gone);
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-card">
      {shown.map((thread) => (
        <ArchivedRow key={thread.id} thread={thread} />
      ))}
    </ul>
  );
}

function ArchivedRow({ thread }: { thread: SidebarThread }) {
  const { rename, unarchive } = useThreadActions();
  const [renaming, setRenaming] = useState(false);
  return (
    <li className="flex items-center gap-2 py-2 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        {renaming ? (
          <RenameField
            title={thread.title}
            onDone={(title) => {
              setRenaming(false);
              if (title) rename({ id: thread.id, title });
            }}
          />
        ) : (
          <Link href={`/threads/${thread.id}`} prefetch={false} className="block truncate hover:underline">
            {thread.title}
          </Link>
        )}
        <p className="text-muted text-sm">{`${thread.group} · ${thread.cost}`}</p>
      </div>
      <Button variant="outline" size="sm" onClick={() => unarchive([thread])}>
        Unarchive
      </Button>
      <ThreadMenu
        label="Thread options"
        thread={thread}
        onRename={() => setRenaming(true)}
        className="size-8"
      />
    </li>
  );
}
