import { Archive } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ArchivedList } from "@/components/threads/archived-list";
import { daysWords } from "@/components/threads/old-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PageLinks } from "@/components/ui/page-links";
import { listThreads } from "@/lib/assistants";
import { requireCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { getThreadRules } from "@/lib/org";
import { toSidebarPage } from "../sidebar-page";

export const metadata: Metadata = { title: "Archived threads" };

type ArchivedPageProps = { searchParams: Promise<{ after?: string | string[] }> };

export default async function ArchivedPage({ searchParams }: ArchivedPageProps) {
  const { after } = await searchParams;
  const cursor = typeof after === "string" && after ? after : undefined;
  const ctx = await requireCtx();
  const [page, { archiveAfterDays }] = await Promise.all([
    listThreads(ctx, { archived: true, cursor }),
    getThreadRules(ctx.db),
  ]);
  const { threads, nextCursor } = toSidebarPage(page, { timeZone: getEnv().ORG_TIME_ZONE, now: new Date() });
  return (
    <>
      <PageHeader
        title="Archived threads"
        actions={
          <Link href="/deleted" className="text-muted text-sm hover:text-ink hover:underline">
            Recently deleted
          </Link>
        }
      />
      <div className="mx-auto w-full max-w-3xl space-y-4 p-4 md:p-6">
        {threads.length === 0 ? (
          <EmptyState icon={<Archive />} title="Nothing is archived">
            Archive a thread by the menu at the end of its row. It leaves the sidebar, is still found by a
            search, and comes back with the next message in it.
          </EmptyState>
        ) : (
          <>
            <p className="text-muted text-sm">
              Out of the way, but not gone: a search still finds them, and a new message brings one back.
              {archiveAfterDays !== null &&
                ` After ${daysWords(archiveAfterDays)} without a message a thread comes here by itself.`}
            </p>
            <ArchivedList threads={threads} />
          </>
        )}
        <PageLinks path="/archived" cursor={cursor} nextCursor={nextCursor} />
      </div>
    </>
  );
}
