import { Archive } from "lucide-react";
import Link, { useLinkStatus } from "next/link";
import { Spinner } from "@/components/ui/spinner";
import type { SearchRow } from "./search-types";

/** The thread, at the message where there is one. */
export function hrefOf({ threadId, messageId }: SearchRow) {
  return messageId ? (`/threads/${threadId}#${messageId}` as const) : (`/threads/${threadId}` as const);
}

/** A thread that was found: its title, where the words are in it, and when it was last used. */
export function SearchResult({ row }: { row: SearchRow }) {
  return (
    <li>
      <Link
        href={hrefOf(row)}
        prefetch={false}
        className="-outline-offset-2 block rounded-control px-2.5 py-[7px] text-[14px] leading-snug hover:bg-hover focus-visible:bg-hover"
      >
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate">{row.title}</span>
          <When date={row.date} />
        </span>
        {row.snippet.length > 0 && (
          <span className="mt-0.5 line-clamp-2 break-words text-muted text-xs">
            {row.snippet.map(({ text, hit }, at) =>
              hit ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
                <mark key={at} className="rounded-[3px] bg-accent-soft px-px font-medium text-ink">
                  {text}
                </mark>
              ) : (
                text
              ),
            )}
          </span>
        )}
        {row.archived && (
          <span className="mt-0.5 flex items-center gap-1 text-muted text-xs">
            <Archive aria-hidden className="size-3" />
            Archived
          </span>
        )}
      </Link>
    </li>
  );
}

function When({ date }: { date: string }) {
  // The thread before stays in view until the next one is here; the row says that it is coming.
  if (useLinkStatus().pending) return <Spinner className="size-3.5 shrink-0 text-muted" />;
  return <span className="shrink-0 text-muted text-xs">{date}</span>;
}
