import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { CostTiles } from "@/components/admin/costs/cost-tiles";
import { type OrgBudgets, OrgBudgetTile } from "@/components/admin/costs/org-budget-tile";
import { LimitsDialog } from "@/components/admin/limits-dialog";
import { AddressNotice } from "@/components/ui/address-notice";
import { EstimatedNote } from "@/components/usage/estimated-note";
import { ReportBody } from "@/components/usage/report-body";
import { stopForecast } from "@/components/usage/stopped-forecast";
import { tightestOf } from "@/components/usage/tightest";
import { UnpricedNotice } from "@/components/usage/unpriced-notice";
import { requireAdminCtx } from "@/lib/auth";
import { type BudgetStanding, listStandings } from "@/lib/budgets";
import { getOrgForecast, listCostNames, listCostViews, listMemberSpend, markEstimates } from "@/lib/reports";
import { setOrgLimits } from "./actions";
import { readAddress, type SearchParams, shownPer } from "./address";
import { getClock } from "./clock";
import { Explorer } from "./explorer";
import { hasFilters } from "./filters";
import { MembersCard } from "./members-card";
import { CostsExport, Toolbar } from "./toolbar";
import { readView } from "./view";

export const metadata: Metadata = { title: "Organisation costs" };

export default async function CostsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireAdminCtx();
  const asked = readAddress(await searchParams, getClock());
  const { address, range, problem, refusedDays } = asked;
  const { granularity, note } = shownPer(asked);
  const { filters, query, cursor } = address;
  const month = range.to.slice(0, 7);
  const isCurrent = month === range.today.slice(0, 7);
  const [view, forecast, standings, names, views, members] = await Promise.all([
    readView(ctx, { address, range, granularity }),
    getOrgForecast(ctx),
    listStandings(ctx).then((standings) =>
      markEstimates(
        ctx,
        standings.filter(({ scope }) => scope === "org"),
      ),
    ),
    listCostNames(ctx, { filters }),
    listCostViews(ctx),
    listMemberSpend(ctx, { month: isCurrent ? undefined : month, query, cursor }),
  ]);
  const { costs } = view;
  const budgets = orgBudgets(standings);
  const ofMonth = budgets.month;
  const most = ofMonth
    ? ofMonth.spent > ofMonth.effectiveLimit
      ? ofMonth.spent
      : ofMonth.effectiveLimit
    : null;
  return (
    <>
      <AdminHeader
        title="Organisation costs"
        current="/admin/costs"
        actions={<CostsExport address={address} />}
      />
      <ReportBody span={range}>
        <AddressNotice problem={problem} />
        <UnpricedNotice unpriced={view.unpriced} isAdmin />
        <Toolbar {...{ address, range, granularity, names, views, refusedDays }} />
        {note && <p className="text-muted text-sm">{note}</p>}
        <CostTiles
          costs={costs}
          forecast={forecast && stopForecast(forecast, most)}
          month={ofMonth ? { spent: ofMonth.spent, limit: ofMonth.effectiveLimit } : null}
          budget={
            <OrgBudgetTile
              budgets={budgets}
              timeZone={range.timeZone}
              action={<OrgBudgetDialog budgets={budgets} />}
            />
          }
        />
        {hasFilters(filters) && (
          <p className="text-muted text-sm">
            Committed now, Forecast and Budget left are the whole organisation’s, whatever the filters.
          </p>
        )}
        <Explorer
          costs={costs}
          anomalies={view.anomalies}
          causes={view.causes}
          minImpactPicoUsd={view.minImpactPicoUsd}
          address={address}
        />
        <MembersCard page={members} address={address} month={{ month, today: range.today.slice(0, 7) }} />
        <EstimatedNote total={costs.total} />
      </ReportBody>
    </>
  );
}

function OrgBudgetDialog({ budgets: { month, day } }: { budgets: OrgBudgets }) {
  return (
    <LimitsDialog
      title="Budget of the organisation"
      description="Once it is used up, no further answer is started for anybody until it resets."
      button="Set"
      buttonLabel="Set budget of the organisation"
      variant="link"
      action={setOrgLimits}
      limits={{ month: month?.limit ?? null, day: day?.limit ?? null }}
      emptyMeans="Leave a field empty for no limit."
    />
  );
}

function orgBudgets(standings: BudgetStanding[]): OrgBudgets {
  const org = standings.filter(({ scope }) => scope === "org");
  const set = org.filter(({ unit, onLimit }) => unit === "usd" && onLimit === "block");
  return {
    tightest: tightestOf(org),
    month: set.find(({ period }) => period === "month"),
    day: set.find(({ period }) => period === "day"),
  };
}
