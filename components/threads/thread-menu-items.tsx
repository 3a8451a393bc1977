import {
  Archive,
  ArchiveRestore,
  ChartNoAxesColumn,
  CircleCheck,
  CircleDollarSign,
  Copy,
  Download,
  Layers2,
  Merge,
  Pencil,
  Pin,
  PinOff,
  Share2,
  Tag,
  Trash2,
} from "lucide-react";
import {
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
} from "@/components/ui/dropdown-menu";
import { CategoryItems } from "./category-items";
import type { DialogRequest } from "./details/types";
import { ExportItems } from "./export-items";
import { useThreadActions } from "./thread-actions";
import type { OwnThread } from "./use-acts";
import { useSelected } from "./use-selection";

type ThreadMenuItemsProps = {
  /** One, or the chosen ones. */
  threads: OwnThread[];
  onRename: () => void;
  /** Opens a dialog once the menu has closed. */
  onAsk: (request: DialogRequest) => void;
};

/** What can be done to a thread, or to several at once. */
export function ThreadMenuItems({ threads, onRename, onAsk }: ThreadMenuItemsProps) {
  const acts = useThreadActions();
  const selected = useSelected();
  const [thread] = threads;
  if (!thread) return null;
  const single = threads.length === 1;
  const pinned = threads.every((each) => each.pinned);
  const archived = threads.every((each) => each.archived);
  const allDone = (act: () => void) => () => {
    act();
    if (!single) selected?.clear();
  };

  return (
    <>
      {single ? (
        <DropdownMenuItem onSelect={onRename}>
          <Pencil aria-hidden />
          Rename
        </DropdownMenuItem>
      ) : (
        <DropdownMenuLabel>{threads.length} selected</DropdownMenuLabel>
      )}
      <DropdownMenuItem onSelect={allDone(() => acts.pin(threads, !pinned))}>
        {pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
        {pinned ? "Unpin" : "Pin"}
      </DropdownMenuItem>
      <DropdownMenuItem
        onSelect={allDone(() => (archived ? acts.unarchive(threads) : acts.archive(threads)))}
      >
        {archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
        {archived ? "Unarchive" : "Archive"}
      </DropdownMenuItem>
      <DropdownMenuSub>
        <DropdownMenuSubTrigger>
          <Tag aria-hidden />
          Category
        </DropdownMenuSubTrigger>
        <DropdownMenuSubContent>
          <CategoryItems
            threads={threads}
            onNew={() => onAsk({ kind: "new category", threads })}
            onManage={() => onAsk({ kind: "categories" })}
          />
        </DropdownMenuSubContent>
      </DropdownMenuSub>
      {single && (
        <DropdownMenuItem onSelect={() => acts.duplicate(thread)}>
          <Copy aria-hidden />
          Duplicate
        </DropdownMenuItem>
      )}
      {single && (
        <DropdownMenuItem onSelect={() => onAsk({ kind: "similar", thread })}>
          <Layers2 aria-hidden />
          Similar threads
        </DropdownMenuItem>
      )}
      {!single && (
        <DropdownMenuItem onSelect={allDone(() => acts.merge(threads))}>
          <Merge aria-hidden />
          Merge
        </DropdownMenuItem>
      )}
      {single && selected && !selected.isChosen(thread.id) && (
        // Chosen, it waits in the selection's bar for what it is to be merged with.
        <DropdownMenuItem onSelect={() => selected.choose(thread.id)}>
          <Merge aria-hidden />
          Merge
        </DropdownMenuItem>
      )}
      <DropdownMenuSub>
        <DropdownMenuSubTrigger>
          <Download aria-hidden />
          Export
        </DropdownMenuSubTrigger>
        <DropdownMenuSubContent>
          <ExportItems threads={threads} />
        </DropdownMenuSubContent>
      </DropdownMenuSub>
      {single && selected && (
        <DropdownMenuItem onSelect={() => selected.choose(thread.id)}>
          <CircleCheck aria-hidden />
          {selected.isChosen(thread.id) ? "Deselect" : "Select"}
        </DropdownMenuItem>
      )}
      {single && <AboutItems thread={thread} onAsk={onAsk} />}
      <DropdownMenuSeparator />
      <DropdownMenuItem tone="bad" onSelect={allDone(() => acts.remove(threads))}>
        <Trash2 aria-hidden />
        Delete
      </DropdownMenuItem>
    </>
  );
}

/** What is asked about one thread. */
function AboutItems({ thread, onAsk }: { thread: OwnThread } & Pick<ThreadMenuItemsProps, "onAsk">) {
  return (
    <>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => onAsk({ kind: "share", thread })}>
        <Share2 aria-hidden />
        Share…
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => onAsk({ kind: "statistics", thread })}>
        <ChartNoAxesColumn aria-hidden />
        Statistics
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => onAsk({ kind: "limit", thread })}>
        <CircleDollarSign aria-hidden />
        Limit this thread…
      </DropdownMenuItem>
    </>
  );
}
