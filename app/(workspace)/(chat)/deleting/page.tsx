import { CalendarCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { DeletingThreads } from "@/components/threads/deleting-threads";
import { deletionWords } from "@/components/threads/old-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PageLinks } from "@/components/ui/page-links";
import { getDeletionOutlook, listAnnounced } from "@/lib/assistants";
import { requireCtx } from "@/lib/auth";
import { getEnv } from "@/lib/env";
import { toDeletingRow } from "../old-rows";
import { keepAllThreads, keepThreads } from "../old-thread-actions";
import { pinThreads } from "../thread-actions";

export const metadata: Metadata = { title: "Threads to be deleted" };

const ACTIONS = { keep: keepThreads, keepAll: keepAllThreads, pin: pinThreads };

type DeletingPageProps = { searchParams: Promise<{ after?: string | string[] }> };

export default async function DeletingPage({ searchParams }: DeletingPageProps) {
  const { after } = await searchParams;
  const cursor = typeof after === "string" && after ? after : undefined;
  const ctx = await requireCtx();
  const [{ announced, restorableDays }, { threads, nextCursor }] = await Promise.all([
    getDeletionOutlook(ctx),
    listAnnounced(ctx, { cursor }),
  ]);
  const place = { timeZone: getEnv().ORG_TIME_ZONE, now: new Date() };
  return (
    <>
      <PageHeader title="Threads to be deleted" />
      <div className="mx-auto w-full max-w-3xl space-y-4 p-4 md:p-6">
        {announced === null || threads.length === 0 ? (
          <EmptyState icon={<CalendarCheck />} title="Nothing will be deleted">
            Whether old threads are deleted is <SettingsLink>yours to decide</SettingsLink>. It is announced
            here two weeks before.
          </EmptyState>
        ) : (
          <>
            <p>
              <strong className="font-semibold">{`${deletionWords(announced, place.timeZone)}.`}</strong>{" "}
              <span className="text-muted">
                Keep or pin what you still need; a new message in a thread keeps it too. For {restorableDays}{" "}
                days deleted threads can be{" "}
                <Link href="/deleted" className="underline underline-offset-2">
                  restored
                </Link>
                , and what they cost stays in the totals. You agreed to this in your{" "}
                <SettingsLink>settings</SettingsLink>.
              </span>
            </p>
            <DeletingThreads
              rows={threads.map((thread) => toDeletingRow(thread, place))}
              count={announced.count}
              actions={ACTIONS}
            />
          </>
        )}
        <PageLinks path="/deleting" cursor={cursor} nextCursor={nextCursor} />
      </div>
    </>
  );
}

function SettingsLink({ children }: { children: string }) {
  return (
    <Link href="/settings#old-threads" className="underline underline-offset-2">
      {children}
    </Link>
  );
}
