import type { Route } from "next";
import Link from "next/link";
import { counted } from "@/components/charts/words";
import { untitled } from "@/components/threads/title";
import { Card, CardHeader } from "@/components/ui/card";
import type { MemberMonth, ThreadSum } from "@/lib/reports/types";
import { type SumRow, SumTable } from "./sum-table";

const SHOWN_AT_FIRST = 8;

type ThreadCostsProps = {
  month: MemberMonth;
  /** How many of the month's calls have no price; which threads they are of is not kept. */
  unpriced: number;
  showsAll: boolean;
  showAllHref: Route;
};

/** The month by thread, the dearest first. A deleted thread has lost its name, not its cost; a temporary one never had a name. */
export function ThreadCosts({ month, unpriced, showsAll, showAllHref }: ThreadCostsProps) {
  const { threads, otherThreads, total } = month;
  const shown = showsAll ? threads : threads.slice(0, SHOWN_AT_FIRST);
  const hidden = threads.length - shown.length;
  const rows = shown.map(
    (thread): SumRow => ({ id: thread.threadId, name: <ThreadName {...thread} />, sum: thread }),
  );
  if (otherThreads && hidden === 0) {
    const name = counted(otherThreads.count, "other thread");
    rows.push({ id: "others", name: <span className="text-muted">{name}</span>, sum: otherThreads.sum });
  }
  return (
    <Card>
      <CardHeader title="Where it went" />
      <SumTable label="Cost by thread" of="Thread" rows={rows} total={total} unpriced={unpriced} />
      {hidden > 0 && (
        <Link
          href={showAllHref}
          scroll={false}
          className="mt-2 inline-block text-accent text-sm hover:underline"
        >
          Show {counted(hidden, "more thread")}
        </Link>
      )}
    </Card>
  );
}

function ThreadName({ threadId, title, isApiKey, isTemporary }: ThreadSum) {
  if (title === null && isTemporary) return <span className="text-muted">Temporary thread</span>;
  if (title === null) return <span className="text-muted">Deleted thread</span>;
  if (isApiKey) {
    return (
      <Link href="/settings#keys" className="hover:underline">
        {title}
      </Link>
    );
  }
  return (
    <Link href={`/threads/${threadId}` as Route} className="hover:underline">
      {title || untitled(isTemporary)}
    </Link>
  );
}
