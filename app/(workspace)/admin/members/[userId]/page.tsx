import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { paramsOf, problemOf, readAddress, type SearchParams } from "@/app/(workspace)/usage/address";
import { ownBudgets } from "@/app/(workspace)/usage/own-budgets";
import { SpendCard } from "@/app/(workspace)/usage/spend-card";
import { AdminHeader } from "@/components/admin/admin-header";
import { LimitsTable } from "@/components/admin/budgets/limits-table";
import { counted } from "@/components/charts/words";
import { MemberAccess } from "@/components/people/member-access";
import { AddressNotice } from "@/components/ui/address-notice";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { EstimatedNote } from "@/components/usage/estimated-note";
import { HowYouSaved } from "@/components/usage/how-you-saved";
import { ModelCosts } from "@/components/usage/model-costs";
import { MonthSwitcher } from "@/components/usage/month-switcher";
import { ReportBody } from "@/components/usage/report-body";
import { mostOf, stopForecast } from "@/components/usage/stopped-forecast";
import { isUsedUp } from "@/components/usage/tightest";
import { TokenKinds } from "@/components/usage/token-kinds";
import { UnpricedNotice } from "@/components/usage/unpriced-notice";
import { ClosedTiles, CurrentTiles } from "@/components/usage/usage-tiles";
import { requireAdminCtx } from "@/lib/auth";
import { listEffectiveLimits } from "@/lib/budgets";
import { isAppError } from "@/lib/errors";
import { getMember, listMemberApiKeys } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { getMemberReport, listUnpriced, markEstimates, spanOf } from "@/lib/reports";
import { filesOf } from "../../files";
import { revokeKeys, signOut } from "../actions";

export const metadata: Metadata = { title: "Member" };

type MemberPageProps = { params: Promise<{ userId: string }>; searchParams: Promise<SearchParams> };

/** One member's spend and limits, without anything that they wrote. */
export default async function MemberPage({ params, searchParams }: MemberPageProps) {
  const ctx = await requireAdminCtx();
  const { userId } = await params;
  const asked = await searchParams;
  const address = readAddress(asked);
  const { member, report, unpriced, limits, keys } = await readMember(ctx, userId, address.month);
  const { month, breakdown, previous, threadCount } = report;
  const { span, total } = month;
  const path = `/admin/members/${userId}`;
  const standings = limits.filter(({ overridden, onLimit }) => !overridden && onLimit !== "notify");
  const budgets = ownBudgets(standings);
  const forecast =
    report.forecast &&
    stopForecast(report.forecast, mostOf(standings, { ...span, spent: total.costPicoUsd }));
  return (
    <>
      <AdminHeader
        title={member.name}
        current="/admin/members"
        actions={<MonthSwitcher path={path as Route} span={span} keep={paramsOf(address)} />}
      />
      <ReportBody span={span}>
        <AddressNotice problem={problemOf(asked, address)} />
        <UnpricedNotice unpriced={unpriced} isAdmin />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-muted text-sm">
            {[member.email, member.department?.name, member.plan?.name].filter(Boolean).join(" · ")}
          </p>
          <ExportMenu {...filesOf(`/api/reports/members/${userId}`, { month: address.month })} size="sm" />
        </div>
        {span.today === null ? (
          <ClosedTiles {...{ month, breakdown, unpriced }} />
        ) : (
          <CurrentTiles
            {...{ month, forecast, budgets, breakdown, unpriced }}
            usedUp={standings.find(isUsedUp)}
            whose="their"
          />
        )}
        {total.calls === 0 ? (
          <Card>
            <EmptyState title="Nothing was spent in this month">
              What this member spends will be here by day, model and kind of token.
            </EmptyState>
          </Card>
        ) : (
          <>
            <SpendCard {...{ month, previous, budgets, address, path }} forecast={forecast?.days ?? null} />
            <div className="grid gap-3.5 lg:grid-cols-[4fr_3fr] lg:items-start [&>*]:min-w-0">
              <TokenKinds tokens={breakdown.tokens} totalPicoUsd={total.costPicoUsd} />
              <div className="space-y-3.5">
                <ModelCosts month={month} unpriced={unpriced} />
                <HowYouSaved breakdown={breakdown} title="What was saved" />
              </div>
            </div>
            <p className="text-muted text-sm">
              In {counted(threadCount, "thread")}, whose names and messages are the member’s alone.
            </p>
            <EstimatedNote total={total} />
          </>
        )}
        {span.today !== null && limits.length > 0 && (
          <Card>
            <CardHeader title="Limits" description="What holds for them now, and where it comes from." />
            <LimitsTable limits={limits} timeZone={span.timeZone} />
          </Card>
        )}
        <MemberAccess
          member={member}
          keys={keys}
          timeZone={span.timeZone}
          isChangeable={member.role !== "owner" || ctx.actor.role === "owner"}
          actions={{ signOut, revokeKeys }}
        />
      </ReportBody>
    </>
  );
}

async function readMember(ctx: Ctx, userId: string, month: string | undefined) {
  try {
    const { firstDay: from, lastDay: to } = spanOf({ month });
    const [member, report, unpriced, limits, keys] = await Promise.all([
      getMember(ctx, { userId }),
      getMemberReport(ctx, { userId, month }),
      listUnpriced(ctx, { from, to, userId }),
      listEffectiveLimits(ctx, { userId }).then((found) => markEstimates(ctx, found)),
      listMemberApiKeys(ctx, { userId }),
    ]);
    return { member, report, unpriced, limits, keys };
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
