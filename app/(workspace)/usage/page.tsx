import type { Metadata } from "next";
import { budgetBrief } from "@/components/shell/budget-words";
import { AddressNotice } from "@/components/ui/address-notice";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageHeader } from "@/components/ui/page-header";
import { BudgetNotice } from "@/components/usage/budget-notice";
import { MonthSwitcher } from "@/components/usage/month-switcher";
import { NothingYet } from "@/components/usage/nothing-yet";
import { ReportBody } from "@/components/usage/report-body";
import { AnswerNotice } from "@/components/usage/requests/answer-notice";
import { AskCard } from "@/components/usage/requests/ask-card";
import { mostOf, stopForecast } from "@/components/usage/stopped-forecast";
import { isUsedUp } from "@/components/usage/tightest";
import { UnpricedNotice } from "@/components/usage/unpriced-notice";
import { ClosedTiles, CurrentTiles } from "@/components/usage/usage-tiles";
import { requireCtx } from "@/lib/auth";
import { findRequest } from "@/lib/budgets";
import { getMemberBreakdown, getMemberForecast, getMemberMonth, listUnpriced, spanOf } from "@/lib/reports";
import { AlertsCard } from "../settings/alerts-card";
import { LimitsCard } from "../settings/limits-card";
import { askForMore, dismiss, reopen, withdraw } from "./actions";
import { paramsOf, problemOf, readAddress, type SearchParams } from "./address";
import { Figures } from "./figures";
import { ownBudgets } from "./own-budgets";
import { readStandings } from "./read-standings";
import { RunsCard } from "./runs-card";

export const metadata: Metadata = { title: "Usage" };

const REQUEST_ACTIONS = { ask: askForMore, withdraw, reopen, dismiss };

export default async function UsagePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireCtx();
  const params = await searchParams;
  const address = readAddress(params);
  const { firstDay: from, lastDay: to } = spanOf({ month: address.month });
  const [month, breakdown, unpriced, standings, request] = await Promise.all([
    getMemberMonth(ctx, { month: address.month }),
    getMemberBreakdown(ctx, { month: address.month }),
    listUnpriced(ctx, { from, to, userId: ctx.actor.userId }),
    readStandings(ctx),
    findRequest(ctx),
  ]);
  const { span } = month;
  const { readAt: now, timeZone } = span;
  const ahead = span.today === null ? null : await getMemberForecast(ctx, { now });
  const forecast =
    ahead && stopForecast(ahead, mostOf(standings, { ...span, spent: month.total.costPicoUsd }));
  const isAdmin = ctx.profile.role !== "member";
  const budgets = ownBudgets(standings);
  const raisable = standings.filter(({ scope }) => scope !== "self");
  const hasUsage = month.total.calls > 0;
  return (
    <>
      <PageHeader
        title="Usage"
        actions={
          <>
            <MonthSwitcher
              path="/usage"
              span={span}
              keep={paramsOf({ ...address, showsAllThreads: false })}
            />
            {hasUsage && <Export month={span.month} />}
          </>
        }
      />
      <ReportBody span={span}>
        <AddressNotice problem={problemOf(params, address)} />
        <UnpricedNotice unpriced={unpriced} isAdmin={ctx.actor.role !== "member"} />
        <AnswerNotice request={request} actions={REQUEST_ACTIONS} timeZone={timeZone} />
        {span.today === null ? (
          <ClosedTiles {...{ month, breakdown, unpriced }} />
        ) : (
          <>
            <BudgetNotice brief={budgetBrief(standings, { ...span, now, isAdmin })} />
            <CurrentTiles
              {...{ month, forecast, budgets, breakdown, unpriced }}
              usedUp={standings.find(isUsedUp)}
            />
          </>
        )}
        {hasUsage ? (
          <Figures
            {...{ ctx, month, breakdown, unpriced, budgets, address }}
            forecast={forecast?.days ?? null}
          />
        ) : (
          <NothingYet isNew={span.firstMonth === null} />
        )}
        {span.today !== null && (
          <div className="grid gap-3.5 lg:grid-cols-[4fr_3fr] lg:items-start [&>*]:min-w-0">
            <LimitsCard />
            <AlertsCard />
          </div>
        )}
        {span.today !== null && raisable.length > 0 && (
          <AskCard
            standings={raisable}
            request={request}
            actions={REQUEST_ACTIONS}
            timeZone={timeZone}
            now={now}
          />
        )}
        {hasUsage && <RunsCard ctx={ctx} month={month} address={address} />}
      </ReportBody>
    </>
  );
}

function Export({ month }: { month: string }) {
  const file = `/api/reports/usage?of=days&month=${month}`;
  return <ExportMenu of="the month by day" csv={file} pdf={`${file}&as=pdf`} />;
}
