import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import { AdminHeader } from "@/components/admin/admin-header";
import { LimitsDialog } from "@/components/admin/limits-dialog";
import { ClosedOrgTiles, CurrentOrgTiles, type OrgBudgets } from "@/components/admin/org-tiles";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { EstimatedNote } from "@/components/usage/estimated-note";
import { MonthSwitcher } from "@/components/usage/month-switcher";
import { ReportBody } from "@/components/usage/report-body";
import { tightestOf } from "@/components/usage/tightest";
import { requireAdminCtx } from "@/lib/auth";
import { type BudgetStanding, listStandings } from "@/lib/budgets";
import { getOrgMonth, listMemberSpend } from "@/lib/reports";
import { setOrgLimits } from "./actions";
import { paramsOf, readAddress, type SearchParams } from "./address";
import { CostCard } from "./cost-card";
import { MembersCard } from "./members-card";

export const metadata: Metadata = { title: "Organisation costs" };

export default async function CostsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireAdminCtx();
  const address = readAddress(await searchParams);
  const month = await getOrgMonth(ctx, address);
  const page = await listMemberSpend(ctx, address);
  const { span, total } = month;
  const isCurrent = span.today !== null;
  const budgets = orgBudgets(isCurrent ? await listStandings(ctx) : []);
  const kept = paramsOf({ ...address, month: undefined, cursor: undefined });
  return (
    <>
      <AdminHeader
        title="Organisation costs"
        current="/admin/costs"
        actions={<MonthSwitcher path="/admin/costs" span={span} keep={kept} />}
      />
      <ReportBody span={span}>
        {isCurrent ? (
          <CurrentOrgTiles
            month={month}
            budgets={budgets}
            setBudget={<OrgBudgetDialog budgets={budgets} />}
          />
        ) : (
          <ClosedOrgTiles month={month} />
        )}
        {total.calls === 0 ? <NoCosts /> : <CostCard month={month} address={address} />}
        <MembersCard page={page} address={address} isCurrent={isCurrent} />
        <EstimatedNote total={total} />
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

function NoCosts() {
  return (
    <Card>
      <EmptyState icon={<ChartNoAxesColumn />} title="No costs in this month">
        From the first answer on, each day is shown here by member and by model.
      </EmptyState>
    </Card>
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
