import Link, { useLinkStatus } from "next/link";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { RenameField } from "./rename-field";
import type { SidebarThread } from "./sidebar-thread";
import { useThreadActions } from "./thread-actions";
import { ThreadMenu } from "./thread-menu";

/** A thread in the sidebar: its title, what it cost, whether it is answering, and its menu. */
export function ThreadRow({ thread, current }: { thread: SidebarThread; current: boolean }) {
  const [renaming, setRenaming] = useState(false);
  const { rename, remove, titleOf } = useThreadActions();
  const title = titleOf(thread.id, thread.title);

  if (renaming) {
    return (
      <li className="px-2 py-1 text-sm">
        <RenameField
          title={title}
          onDone={(next) => {
            setRenaming(false);
            if (next) void rename({ id: thread.id, title: next });
          }}
        />
      </li>
    );
  }

  return (
    <li className="group relative flex items-center">
      <Link
        href={`/threads/${thread.id}`}
        prefetch={false}
        aria-current={current ? "page" : undefined}
        className={cn(
          "flex min-w-0 flex-1 items-center gap-2 rounded-control px-2.5 py-[7px] pointer-coarse:pr-10 text-[14px] leading-snug hover:bg-hover",
          current && "bg-card font-medium shadow-soft hover:bg-card",
        )}
      >
        <span className="min-w-0 flex-1 truncate">{title}</span>
        {thread.running && <Answering />}
        <Cost thread={thread} />
      </Link>
      <ThreadMenu
        label="Thread options"
        onRename={() => setRenaming(true)}
        onDelete={() => void remove({ id: thread.id, title })}
        className="absolute right-1.5 size-7 opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
      />
    </li>
  );
}

function Cost({ thread: { cost, costIsExact } }: { thread: SidebarThread }) {
  // The thread before stays in view until the next one is here; the row says that it is coming.
  if (useLinkStatus().pending) return <Spinner className="size-3.5 text-muted" />;
  return (
    <span
      title={costIsExact ? undefined : "Part of this amount is estimated."}
      className="shrink-0 font-normal text-muted text-xs group-focus-within:invisible group-hover:invisible group-has-data-[state=open]:invisible pointer-coarse:visible!"
    >
      {cost}
    </span>
  );
}

function Answering() {
  return (
    <span className="flex shrink-0 items-center">
      <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-accent" />
      <span className="sr-only">Answering,</span>
    </span>
  );
}
