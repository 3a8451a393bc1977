import { Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { DeletedThreads } from "@/components/threads/deleted-threads";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PageLinks } from "@/components/ui/page-links";
import { listDeletedThreads } from "@/lib/assistants";
import { requireCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { toDeletedRow } from "../old-rows";
import { restoreThreads } from "../thread-actions";

export const metadata: Metadata = { title: "Recently deleted" };

type DeletedPageProps = { searchParams: Promise<{ after?: string | string[] }> };

export default async function DeletedPage({ searchParams }: DeletedPageProps) {
  const { after } = await searchParams;
  const cursor = typeof after === "string" && after ? after : undefined;
  const { threads, nextCursor } = await listDeletedThreads(await requireCtx(), { cursor });
  const place = { timeZone: getEnv().ORG_TIME_ZONE, now: new Date() };
  return (
    <>
      <PageHeader title="Recently deleted" />
      <div className="mx-auto w-full max-w-3xl space-y-4 p-4 md:p-6">
        {threads.length === 0 ? (
          <EmptyState icon={<Trash2 />} title="Nothing was deleted lately">
            A deleted thread can be restored here until it is erased. What it cost stays in the totals for
            ever.
          </EmptyState>
        ) : (
          <>
            <p className="text-muted text-sm">
              Until it is erased, a deleted thread can be restored. What it cost stays in the totals.
            </p>
            <DeletedThreads
              rows={threads.map((thread) => toDeletedRow(thread, place))}
              restore={restoreThreads}
            />
          </>
        )}
        <PageLinks path="/deleted" cursor={cursor} nextCursor={nextCursor} />
      </div>
    </>
  );
}
