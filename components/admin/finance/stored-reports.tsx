import { FileText } from "lucide-react";
import { yearAndTime } from "@/components/admin/audit/fact-words";
import { RetryButton } from "@/components/admin/retry-button";
import { monthLabel } from "@/components/charts/words";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { KnownCost } from "@/components/usage/known-cost";
import type { ActionResult } from "@/lib/errors";
import type { ReportMailing, StoredReport } from "@/lib/finance/types";
import { columnDigits, type UsdDigits } from "@/lib/money";

type Retry = (which: { reportId: string }) => Promise<ActionResult<void>>;

type StoredReportsProps = {
  reports: StoredReport[];
  mailings: ReportMailing[];
  timeZone: string;
  searched: string | undefined;
  retry: Retry;
};

const WIDE = "hidden lg:table-cell";

/** Files of months that are over, with every revision of them. */
export function StoredReports({ reports, mailings, timeZone, searched, retry }: StoredReportsProps) {
  if (reports.length === 0) {
    return (
      <EmptyState icon={<FileText />} title={searched ? `No report matches “${searched}”` : "No reports yet"}>
        On the first day of a month the month before gets its files here, for the organisation and each
        department with costs.
      </EmptyState>
    );
  }
  const mailingOf = new Map(mailings.map((mailing) => [mailing.reportId, mailing]));
  const digits = columnDigits(reports.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Table label="Monthly reports">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader className={WIDE}>Month</TableHeader>
          <TableHeader>Of</TableHeader>
          <TableHeader>Files</TableHeader>
          <TableHeader numeric>Spent</TableHeader>
          <TableHeader className={WIDE}>Made</TableHeader>
          <TableHeader className={WIDE}>Mailed</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {reports.map((report) => (
          <TableRow key={report.reportId}>
            <TableCell className={cn("whitespace-nowrap", WIDE)}>{monthLabel(report.month, "")}</TableCell>
            <TableCell className="w-full min-w-28 max-w-0">
              <span className="flex items-center gap-2">
                <span className="truncate">{report.name}</span>
                <Revision report={report} />
              </span>
              <div className="text-muted text-xs lg:hidden">
                <p>{monthLabel(report.month, "")}</p>
                <p>Made {yearAndTime(report.createdAt, timeZone)}</p>
                <Mailing mailing={mailingOf.get(report.reportId)} {...{ report, retry }} />
              </div>
              <Trouble mailing={mailingOf.get(report.reportId)} timeZone={timeZone} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <FileLinks report={report} />
            </TableCell>
            <TableCell numeric>
              <Spent report={report} digits={digits} />
            </TableCell>
            <TableCell className={cn("whitespace-nowrap text-muted", WIDE)}>
              {yearAndTime(report.createdAt, timeZone)}
            </TableCell>
            <TableCell className={cn("whitespace-nowrap text-muted", WIDE)}>
              <Mailing mailing={mailingOf.get(report.reportId)} {...{ report, retry }} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A file has no calls of its own to count: with no known cost, what it spent is unknown. */
function Spent({ report, digits }: { report: StoredReport; digits: UsdDigits }) {
  return <KnownCost sum={{ ...report, calls: report.unpriced }} unpriced={report.unpriced} digits={digits} />;
}

function Revision({ report: { revision, isLast } }: { report: StoredReport }) {
  if (!isLast) return <Badge>Replaced by a later one</Badge>;
  return revision > 1 ? <Badge>Revision {revision}</Badge> : null;
}

type MailingProps = { mailing: ReportMailing | undefined; report: StoredReport; retry: Retry };

function Mailing({ mailing, report, retry }: MailingProps) {
  if (!mailing) return "To nobody";
  const { sent, waiting, failed, cancelled, again, reportId } = mailing;
  const parts = [
    sent > 0 && `To ${sent}`,
    waiting > 0 && `${waiting} waiting`,
    failed > 0 && `${failed} failed`,
    cancelled > 0 && `${cancelled} cancelled`,
  ];
  return (
    <span className="flex items-center gap-2">
      {parts.filter(Boolean).join(", ")}
      {again > 0 && (
        <RetryButton
          which={{ reportId }}
          words={`${report.name}, ${monthLabel(report.month, "")}`}
          retry={retry}
        />
      )}
    </span>
  );
}

/** Why a report is not everywhere, in one sentence. */
function Trouble({ mailing, timeZone }: { mailing: ReportMailing | undefined; timeZone: string }) {
  if (!mailing?.lastError) return null;
  const { lastError, nextTryAt, failed, waiting } = mailing;
  return (
    <p className={cn("mt-0.5 text-xs", failed + waiting > 0 ? "text-bad" : "text-muted")}>
      {lastError}
      {nextTryAt && ` The next try is on ${yearAndTime(nextTryAt, timeZone)}.`}
    </p>
  );
}

function FileLinks({ report }: { report: StoredReport }) {
  const { reportId, revision, name, month } = report;
  const of = `of ${name}, ${monthLabel(month, "")}${revision > 1 ? `, revision ${revision}` : ""}`;
  return (["pdf", "csv"] as const).map((as) => (
    <a
      key={as}
      href={`/api/reports/monthly/${reportId}?as=${as}`}
      download
      aria-label={`${as.toUpperCase()} ${of}`}
      className="mr-3 text-accent underline-offset-4 last:mr-0 hover:underline"
    >
      {as.toUpperCase()}
    </a>
  ));
}
