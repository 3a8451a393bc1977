import { CircleCheck } from "lucide-react";
import Link, { useLinkStatus } from "next/link";
import {
  type MouseEvent,
  type Ref,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { CategoryDot } from "./category-dot";
import { RenameField } from "./rename-field";
import type { SidebarThread } from "./sidebar-thread";
import { useThreadActions } from "./thread-actions";
import { ThreadMenu, type ThreadMenuHandle } from "./thread-menu";
import { useSelected } from "./use-selection";

type ThreadRowProps = { thread: SidebarThread; current: boolean };

/** A row that goes while it has the focus, as when its menu closed before it, leaves that to the one beside it. */
function useLeaveToNext(row: RefObject<HTMLLIElement | null>): void {
  useLayoutEffect(() => {
    const own = row.current;
    return () => {
      if (!own?.contains(document.activeElement)) return;
      const beside = own.nextElementSibling ?? own.previousElementSibling;
      beside?.querySelector<HTMLElement>("a")?.focus();
    };
  }, [row]);
}

/** A thread in the sidebar: its title, what it cost, whether it is answering or unread, and its menu. */
export function ThreadRow({ thread, current }: ThreadRowProps) {
  const [renaming, setRenaming] = useState(false);
  const menu = useRef<ThreadMenuHandle>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const returns = useRef(false);
  const row = useRef<HTMLLIElement>(null);
  useLeaveToNext(row);
  const { rename } = useThreadActions();
  const chosen = useSelected()?.isChosen(thread.id) ?? false;

  useEffect(() => {
    if (renaming || !returns.current) return;
    returns.current = false;
    link.current?.focus();
  }, [renaming]);

  if (renaming) {
    return (
      <li className="px-2 py-1 text-sm">
        <RenameField
          title={thread.title}
          onDone={(title, byKey) => {
            returns.current = byKey;
            setRenaming(false);
            if (title) rename({ id: thread.id, title });
          }}
        />
      </li>
    );
  }

  function onContextMenu(event: MouseEvent) {
    event.preventDefault();
    menu.current?.openAt({ x: event.clientX, y: event.clientY });
  }

  return (
    <li ref={row} className="group relative flex items-center" onContextMenu={onContextMenu}>
      <RowLink ref={link} thread={thread} current={current} chosen={chosen} />
      <ThreadMenu
        ref={menu}
        label="Thread options"
        thread={thread}
        onRename={() => setRenaming(true)}
        className="absolute right-1.5 size-7 opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
      />
    </li>
  );
}

type RowLinkProps = ThreadRowProps & { chosen: boolean; ref: Ref<HTMLAnchorElement> };

function RowLink({ thread, current, chosen, ref }: RowLinkProps) {
  const { categories, seen } = useThreadActions();
  const selected = useSelected();
  const category = categories.find(({ id }) => id === thread.categoryId);
  const unread = !current && seen.isUnread(thread);

  return (
    <Link
      ref={ref}
      href={`/threads/${thread.id}`}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      onClick={(event) => selected?.onClick(event, thread.id)}
      onKeyDown={(event) => selected?.onKey(event, thread.id)}
      className={cn(
        "-outline-offset-2 flex min-w-0 flex-1 select-none items-center gap-2 rounded-control px-2.5 py-[7px] text-[14px] leading-snug hover:bg-hover pointer-coarse:pr-10",
        current && "bg-card font-medium shadow-soft hover:bg-card",
        unread && "font-semibold",
        chosen && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      {chosen && (
        <>
          <CircleCheck aria-hidden className="size-4 shrink-0 text-accent" />
          <span className="sr-only">Selected,</span>
        </>
      )}
      {unread && <Mark words="Unread," className="absolute -left-[4px]" />}
      {category && <span className="sr-only">{`${category.name},`}</span>}
      <span className="min-w-0 flex-1 truncate">{thread.title}</span>
      {category && (
        <span aria-hidden title={category.name} className="flex shrink-0 items-center">
          <CategoryDot colour={category.colour} />
        </span>
      )}
      {thread.running && <Mark words="Answering," className="animate-pulse" />}
      <Cost thread={thread} />
    </Link>
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

/** A dot for the eye, words for the ear. */
function Mark({ words, className }: { words: string; className: string }) {
  return (
    <span className={cn("flex shrink-0 items-center", className)}>
      <span aria-hidden className="size-1.5 rounded-full bg-accent" />
      <span className="sr-only">{words}</span>
    </span>
  );
}
