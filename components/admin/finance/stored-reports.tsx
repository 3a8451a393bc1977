import { FileText } from "lucide-react";
import { yearAndTime } from "@/components/admin/audit/fact-words";
import { monthLabel } from "@/components/charts/words";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import type { StoredReport } from "@/lib/finance/types";
import { columnDigits } from "@/lib/money";

type StoredReportsProps = { reports: StoredReport[]; timeZone: string; searched: string | undefined };

/** Files of months that are over, with every revision of them. */
export function StoredReports({ reports, timeZone, searched }: StoredReportsProps) {
  if (reports.length === 0) {
    return (
      <EmptyState icon={<FileText />} title={searched ? `No report matches “${searched}”` : "No reports yet"}>
        On the first day of a month the month before gets its files here, for the organisation and each
        department with costs.
      </EmptyState>
    );
  }
  const digits = columnDigits(reports.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Table label="Monthly reports">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>Month</TableHeader>
          <TableHeader>Of</TableHeader>
          <TableHeader numeric>Spent</TableHeader>
          <TableHeader>Files</TableHeader>
          <TableHeader>Made</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {reports.map((report) => (
          <TableRow key={report.reportId}>
            <TableCell className="whitespace-nowrap">{monthLabel(report.month, "")}</TableCell>
            <TableCell className="w-full min-w-40 max-w-0">
              <span className="flex items-center gap-2">
                <span className="truncate">{report.name}</span>
                <Revision report={report} />
              </span>
            </TableCell>
            <TableCell numeric>
              <Amount value={report.costPicoUsd} estimated={report.estimatedPicoUsd} digits={digits} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <FileLinks report={report} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              {yearAndTime(report.createdAt, timeZone)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Revision({ report: { revision, isLast } }: { report: StoredReport }) {
  if (!isLast) return <Badge>Replaced by a later one</Badge>;
  return revision > 1 ? <Badge>Revision {revision}</Badge> : null;
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
