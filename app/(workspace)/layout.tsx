import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { budgetBrief } from "@/components/shell/budget-words";
import { monthName } from "@/components/shell/clock-words";
import { Shell } from "@/components/shell/shell";
import { Sidebar } from "@/components/shell/sidebar";
import { parseSidebar, SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { deletionWords } from "@/components/threads/old-words";
import { ThreadActionsProvider } from "@/components/threads/thread-actions";
import { countArchived, findAnnouncement, listCategories, listThreads } from "@/lib/assistants";
import { requireCtx, type SignedInCtx } from "@/lib/auth";
import { findRequest, listStandings } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { formatAbout } from "@/lib/money";
import { getMemberMonth } from "@/lib/reports";
import { DETAIL_ACTIONS } from "./(chat)/detail-server-actions";
import { searchThreads } from "./(chat)/search-actions";
import { toSidebarPage } from "./(chat)/sidebar-page";
import { THREAD_ACTIONS } from "./(chat)/thread-server-actions";

const ARCHIVED_SHOWN_MAX = 99;

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const ctx = await requireCtx();
  const [page, archived, categories, standings, request, announcement, userAgent, store] = await Promise.all([
    listThreads(ctx),
    countArchived(ctx, { most: ARCHIVED_SHOWN_MAX + 1 }),
    listCategories(ctx),
    listStandings(ctx),
    findRequest(ctx),
    findAnnouncement(ctx),
    readUserAgent(),
    cookies(),
  ]);
  const isApple = /Mac|iPhone|iPad/.test(userAgent);
  const place = { timeZone: getEnv().ORG_TIME_ZONE, now: new Date() };
  const isAdmin = ctx.profile.role !== "member";
  const foot = budgetBrief(standings, { ...place, isAdmin })?.foot ?? null;
  return (
    <ThreadActionsProvider actions={THREAD_ACTIONS} details={DETAIL_ACTIONS} categories={categories}>
      <Shell
        remembered={parseSidebar(store.get(SIDEBAR_COOKIE)?.value)}
        isApple={isApple}
        sidebar={
          <Sidebar
            page={toSidebarPage(page, place)}
            archivedCount={countWords(archived)}
            search={searchThreads}
            deletion={announcement && deletionWords(announcement, place.timeZone)}
            foot={foot}
            monthSpent={foot ? null : await spentThisMonth(ctx, place)}
            member={{
              name: ctx.profile.name,
              isAdmin,
              hasAnswer: request !== null && request.state !== "open",
            }}
            isApple={isApple}
          />
        }
      >
        {children}
      </Shell>
    </ThreadActionsProvider>
  );
}

async function spentThisMonth(ctx: SignedInCtx, { now, timeZone }: { now: Date; timeZone: string }) {
  const { total } = await getMemberMonth(ctx, {});
  return {
    month: monthName(now, timeZone),
    amount: formatAbout(total.costPicoUsd, total.estimatedPicoUsd === 0n),
  };
}

/** "12", "99+", and nothing for none. */
function countWords(count: number): string {
  if (count === 0) return "";
  return count > ARCHIVED_SHOWN_MAX ? `${ARCHIVED_SHOWN_MAX}+` : String(count);
}

async function readUserAgent(): Promise<string> {
  return (await headers()).get("user-agent") ?? "";
}
