import { Link2 } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { ActionResult } from "@/lib/errors";
import { StopButton } from "./stop-button";

export type ShareRow = { shareId: string; path: string; sharedAt: string; title: string };

type MySharesProps = {
  shares: ShareRow[];
  stop: (input: { shareId: string }) => Promise<ActionResult<unknown>>;
};

/** The threads that others can read by a link, each with the way to end that. */
export function MyShares({ shares, stop }: MySharesProps) {
  return (
    <Card id="shares">
      <CardHeader
        title="Shared threads"
        description="Everybody in your organisation with the link can read these up to the time given."
      />
      {shares.length === 0 ? (
        <EmptyState icon={<Link2 />} title="You share no thread">
          Share one by “Share…” in its menu.
        </EmptyState>
      ) : (
        <ul aria-label="Shared threads" className="divide-y divide-line">
          {shares.map(({ shareId, path, sharedAt, title }) => (
            <li key={shareId} className="flex items-center gap-3 py-2.5 first:pt-0 last:pb-0">
              <div className="min-w-0 flex-1">
                <Link href={path as Route} prefetch={false} className="block truncate hover:underline">
                  {title}
                </Link>
                <p className="text-muted text-sm">{`up to ${sharedAt}`}</p>
              </div>
              <StopButton title={title} stop={stop} shareId={shareId} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
