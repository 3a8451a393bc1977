import { useState } from "react";
import { RenameField } from "@/components/threads/rename-field";
import { useThreadActions } from "@/components/threads/thread-actions";
import { ThreadMenu } from "@/components/threads/thread-menu";
import { untitled } from "@/components/threads/title";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { TemporaryToggle } from "./temporary-toggle";
import type { ShownThread } from "./view";

type ThreadHeaderProps = {
  thread: ShownThread | null;
  temporary: boolean;
  /** Makes the thread that begins here temporary, or an ordinary one; null once it has begun. */
  onToggle: (() => void) | null;
};

/** The thread's title, which can be changed in place, and what the whole thread has cost. */
export function ThreadHeader({ thread, temporary, onToggle }: ThreadHeaderProps) {
  const [renaming, setRenaming] = useState(false);
  const { rename, current, categories } = useThreadActions();
  if (!thread) {
    return (
      <PageHeader
        title={onToggle && temporary ? "New temporary thread" : untitled(temporary)}
        actions={onToggle && <TemporaryToggle pressed={temporary} onToggle={onToggle} />}
      />
    );
  }
  const shown = current(thread);
  const category = categories.find(({ id }) => id === shown.categoryId);

  return (
    <PageHeader
      title={
        renaming ? (
          <RenameField
            title={shown.title}
            onDone={(next) => {
              setRenaming(false);
              if (next) rename({ id: thread.id, title: next });
            }}
          />
        ) : (
          shown.title
        )
      }
      beside={
        <>
          {category && (
            <Badge tone="accent" className="max-sm:hidden">
              {category.name}
            </Badge>
          )}
          {thread.assistant && (
            <Badge className="min-w-0 max-w-56 max-sm:hidden" title="Who answers in this thread">
              <span className="truncate">{thread.assistant.name}</span>
            </Badge>
          )}
          {shown.archived && <Badge>Archived</Badge>}
        </>
      }
      actions={
        <>
          <p className="text-muted text-sm">
            <span className="hidden sm:inline">{`${thread.totals.size} · `}</span>
            {thread.totals.cost}
          </p>
          {!temporary && (
            <ThreadMenu
              label="Thread menu"
              thread={shown}
              onRename={() => setRenaming(true)}
              className="size-8 rounded-full border border-line"
            />
          )}
        </>
      }
    />
  );
}
