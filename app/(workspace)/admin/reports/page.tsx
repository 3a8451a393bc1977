import type { Metadata } from "next";
import Link from "next/link";
import { AdminHeader } from "@/components/admin/admin-header";
import { FocusForm, MonthForm } from "@/components/admin/finance/export-forms";
import { RecipientsCard } from "@/components/admin/finance/recipients-card";
import { StoredReports } from "@/components/admin/finance/stored-reports";
import { monthLabel } from "@/components/charts/words";
import { AddressNotice } from "@/components/ui/address-notice";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { PageLinks } from "@/components/ui/page-links";
import { SearchForm } from "@/components/ui/search-form";
import { monthsBack } from "@/components/usage/month-switcher";
import { requireAdminCtx } from "@/lib/auth";
import { getAllocation, listMonthlyReports, listReportMails, listReportRecipients } from "@/lib/finance";
import { isMailConfigured } from "@/lib/mail";
import { misread, readPlace } from "../../misread";
import { retryMails, saveRecipients } from "./actions";

export const metadata: Metadata = { title: "Reports" };

const PATH = "/admin/reports";
const DEPARTMENTS_MAX = 500;

type ReportsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Files for finance: those of the months that are over, and any other at once. */
export default async function ReportsPage({ searchParams }: ReportsPageProps) {
  const ctx = await requireAdminCtx();
  const params = await searchParams;
  const { q, after } = params;
  const text = typeof q === "string" ? q.replaceAll("\0", "").slice(0, 100) : undefined;
  const cursor = readPlace(after, "id");
  const problem = misread(params, { q: text, after: cursor });
  const [{ reports, nextCursor }, { span, departments }, recipients] = await Promise.all([
    listMonthlyReports(ctx, { text, cursor }),
    getAllocation(ctx, { limit: DEPARTMENTS_MAX }),
    listReportRecipients(ctx),
  ]);
  const mailings = await listReportMails(ctx, { reportIds: reports.map(({ reportId }) => reportId) });
  const months = monthsBack(span.currentMonth, span.firstMonth ?? span.currentMonth);
  const named = departments.map(({ departmentId, name }) => ({ value: departmentId, label: name }));
  return (
    <>
      <AdminHeader title="Reports" current={PATH} actions={<ToReconciliation />} />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={problem} />
        <Card>
          <CardHeader
            title="Monthly reports"
            description="Made on the first day of the month after. A late entry makes another revision; what was made stays as it is."
            actions={<SearchForm path={PATH} label="Search reports" placeholder="Name" text={text} />}
          />
          <StoredReports
            reports={reports}
            mailings={mailings}
            timeZone={span.timeZone}
            searched={text}
            retry={retryMails}
          />
          <PageLinks
            path={PATH}
            keep={{ q: text }}
            cursor={cursor}
            nextCursor={nextCursor}
            className="mt-4"
          />
        </Card>
        <RecipientsCard
          reports={recipients}
          departments={named}
          mailWorks={isMailConfigured()}
          save={saveRecipients}
        />
        <Card>
          <CardHeader title="Any month now" description="The running month has what was booked until now." />
          <MonthForm
            months={months.map((value) => ({ value, label: monthLabel(value, span.currentMonth) }))}
            departments={[{ value: "", label: "The organisation" }, ...named]}
          />
        </Card>
        <Card>
          <CardHeader
            title="FOCUS 1.3"
            description={`The ledger as FinOps tools read it: a row for each day, member, model and kind of tokens. Members go by a keyed code, not by their names. Use without a price has the cost 0 and x_Certainty “unpriced”. Days of the zone ${span.timeZone}.`}
          />
          <FocusForm from={span.days[0] ?? ""} to={span.days.at(-1) ?? ""} />
        </Card>
      </div>
    </>
  );
}

function ToReconciliation() {
  return (
    <Button asChild variant="outline" size="pill">
      <Link href="/admin/reconciliation">Reconciliation</Link>
    </Button>
  );
}
