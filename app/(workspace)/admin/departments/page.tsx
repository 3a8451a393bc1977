import { Building2 } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { AdminHeader } from "@/components/admin/admin-header";
import { DepartmentCosts } from "@/components/admin/finance/department-costs";
import { SharesForm } from "@/components/admin/finance/shares-form";
import { AddressNotice } from "@/components/ui/address-notice";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { PageLinks } from "@/components/ui/page-links";
import { SearchForm } from "@/components/ui/search-form";
import { EstimatedNote } from "@/components/usage/estimated-note";
import { MonthSwitcher } from "@/components/usage/month-switcher";
import { requireAdminCtx } from "@/lib/auth";
import { type AllocationPage, getAllocation } from "@/lib/finance";
import { readMonth } from "@/lib/reports";
import { knownMonth, misread, readPlace } from "../../misread";
import { saveShares } from "./actions";

export const metadata: Metadata = { title: "Departments" };

const PATH = "/admin/departments";

type DepartmentsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What each department costs, of which budget, and by which share. */
export default async function DepartmentsPage({ searchParams }: DepartmentsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const { q, after, month: asked } = params;
  const text = typeof q === "string" ? q.replaceAll("\0", "").slice(0, 100) : undefined;
  const cursor = readPlace(after, "id");
  const problem = misread(params, { q: text, after: cursor, month: knownMonth(asked) });
  const month = readMonth(asked);
  const page = await getAllocation(ctx, { text, cursor, month });
  const keep = { ...(month ? { month } : {}), ...(text ? { q: text } : {}) };
  const query = new URLSearchParams(month ? { month } : {});
  return (
    <>
      <AdminHeader
        title="Departments"
        current={PATH}
        actions={
          <ExportMenu
            csv={`/api/reports/departments?${query}`}
            pdf={`/api/reports/departments?${query}&as=pdf`}
          />
        }
      />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <MonthSwitcher path={PATH} span={page.span} keep={text ? { q: text } : {}} />
          <SearchForm
            path={PATH}
            label="Search departments"
            placeholder="Name"
            text={text}
            keep={month ? { month } : {}}
          />
        </div>
        <Card>
          <CardHeader
            title="Costs and shares"
            description="Direct is what a department’s members made. Shared is what members without a department made: it is divided by the shares, and so is the organisation’s monthly budget."
          />
          <Costs key={`${page.span.month} ${text ?? ""} ${cursor ?? ""}`} page={page} searched={text} />
          <PageLinks path={PATH} keep={keep} cursor={cursor} nextCursor={page.nextCursor} className="mt-4" />
        </Card>
        <EstimatedNote total={page.total} />
      </div>
    </>
  );
}

function Costs({ page, searched }: { page: AllocationPage; searched: string | undefined }) {
  if (page.departmentCount === 0) {
    return (
      <EmptyState icon={<Building2 />} title="No departments yet">
        <Link href={"/admin/budgets/departments" as Route} className="underline">
          Add departments
        </Link>{" "}
        to see what each of them costs.
      </EmptyState>
    );
  }
  if (page.departments.length === 0) {
    return <EmptyState icon={<Building2 />} title={`No department matches “${searched ?? ""}”`} />;
  }
  if (page.span.today) return <SharesForm page={page} save={saveShares} />;
  return (
    <>
      <DepartmentCosts page={page} />
      {!page.isBudgetKnown && (
        <p className="mt-3 text-muted text-sm">
          The budget is not known: the month was over before budgets were kept.
        </p>
      )}
    </>
  );
}
