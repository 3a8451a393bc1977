import type { Metadata } from "next";
import { budgetBrief } from "@/components/shell/budget-words";
import { PageHeader } from "@/components/ui/page-header";
import { BudgetNotice } from "@/components/usage/budget-notice";
import { BudgetTable } from "@/components/usage/budget-table";
import { EstimatedNote } from "@/components/usage/estimated-note";
import { ModelCosts } from "@/components/usage/model-costs";
import { MonthSwitcher } from "@/components/usage/month-switcher";
import { NothingYet } from "@/components/usage/nothing-yet";
import { ReportBody } from "@/components/usage/report-body";
import { ThreadCosts } from "@/components/usage/thread-costs";
import { isUsedUp } from "@/components/usage/tightest";
import { ClosedTiles, CurrentTiles, type OwnBudgets } from "@/components/usage/usage-tiles";
import { requireCtx } from "@/lib/auth";
import { type BudgetScope, type BudgetStanding, listStandings } from "@/lib/budgets";
import { type ForecastDay, getMemberForecast, getMemberMonth, type MemberMonth } from "@/lib/reports";
import { hrefOf, paramsOf, readAddress, type SearchParams, type UsageAddress } from "./address";
import { SpendCard } from "./spend-card";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireCtx();
  const address = readAddress(await searchParams);
  const month = await getMemberMonth(ctx, { month: address.month });
  const standings = await listStandings(ctx);
  const { span } = month;
  const forecast = span.today === null ? null : await getMemberForecast(ctx, { now: span.readAt });
  const isAdmin = ctx.profile.role !== "member";
  const budgets = ownBudgets(standings);
  return (
    <>
      <PageHeader
        title="Usage"
        actions={
          <MonthSwitcher path="/usage" span={span} keep={paramsOf({ ...address, showsAllThreads: false })} />
        }
      />
      <ReportBody span={span}>
        {span.today === null ? (
          <ClosedTiles month={month} />
        ) : (
          <>
            <BudgetNotice brief={budgetBrief(standings, { ...span, now: span.readAt, isAdmin })} />
            <CurrentTiles
              month={month}
              forecast={forecast}
              budgets={budgets}
              usedUp={standings.find(isUsedUp)}
            />
          </>
        )}
        {month.total.calls === 0 ? (
          <NothingYet isNew={span.firstMonth === null} />
        ) : (
          <Figures month={month} forecast={forecast} budgets={budgets} address={address} />
        )}
        {span.today !== null && standings.some((standing) => !isInTiles(standing, budgets)) && (
          <BudgetTable standings={standings} timeZone={span.timeZone} />
        )}
      </ReportBody>
    </>
  );
}

type FiguresProps = {
  month: MemberMonth;
  forecast: ForecastDay[] | null;
  budgets: OwnBudgets;
  address: UsageAddress;
};

function Figures({ month, forecast, budgets, address }: FiguresProps) {
  return (
    <>
      <SpendCard month={month} forecast={forecast} budgets={budgets} address={address} />
      <div className="grid gap-3.5 lg:grid-cols-[4fr_3fr] lg:items-start [&>*]:min-w-0">
        <ThreadCosts
          month={month}
          showsAll={address.showsAllThreads}
          showAllHref={hrefOf({ ...address, showsAllThreads: true })}
        />
        <ModelCosts month={month} />
      </div>
      <EstimatedNote total={month.total} />
    </>
  );
}

function isInTiles({ budgetId }: BudgetStanding, { month, day }: OwnBudgets): boolean {
  return budgetId === month?.budgetId || budgetId === day?.budgetId;
}

const OWN_SCOPES: readonly BudgetScope[] = ["plan", "department_member", "member", "self"];

/** The standings come with the tightest first. */
function ownBudgets(standings: BudgetStanding[]): OwnBudgets {
  const own = standings.filter(({ scope, unit }) => OWN_SCOPES.includes(scope) && unit === "usd");
  return {
    month: own.find(({ period }) => period === "month"),
    day: own.find(({ period }) => period === "day"),
  };
}
