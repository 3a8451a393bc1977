import { useState } from "react";
import { RenameField } from "@/components/threads/rename-field";
import { useThreadActions } from "@/components/threads/thread-actions";
import { ThreadMenu } from "@/components/threads/thread-menu";
import { PageHeader } from "@/components/ui/page-header";
import type { ShownThread } from "./view";

/** The thread's title, which can be changed in place, and what the whole thread has cost. */
export function ThreadHeader({ thread }: { thread: ShownThread | null }) {
  const [renaming, setRenaming] = useState(false);
  const { rename, remove, titleOf } = useThreadActions();
  if (!thread) return <PageHeader title="New thread" />;
  const title = titleOf(thread.id, thread.title);

  return (
    <PageHeader
      title={
        renaming ? (
          <RenameField
            title={title}
            onDone={(next) => {
              setRenaming(false);
              if (next) void rename({ id: thread.id, title: next });
            }}
          />
        ) : (
          title
        )
      }
      actions={
        <>
          <p className="text-muted text-sm">
            <span className="hidden sm:inline">{`${thread.totals.size} · `}</span>
            {thread.totals.cost}
          </p>
          <ThreadMenu
            label="Thread menu"
            onRename={() => setRenaming(true)}
            onDelete={() => void remove({ id: thread.id, title })}
            className="size-8 rounded-full border border-line"
          />
        </>
      }
    />
  );
}
