import { CalendarClock } from "lucide-react";
import Link from "next/link";

/** That threads will be deleted, with the way to those. */
export function DeletionNotice({ words }: { words: string }) {
  return (
    <Link
      href="/deleting"
      className="mx-2.5 mb-2 flex shrink-0 items-start gap-2 rounded-control border border-line bg-card px-2.5 py-2 text-[13px] leading-snug hover:bg-hover"
    >
      <CalendarClock aria-hidden className="mt-px size-3.5 shrink-0 text-warn" />
      <span>
        {`${words}. `}
        <span className="text-muted underline underline-offset-2">Look at them</span>
      </span>
    </Link>
  );
}
