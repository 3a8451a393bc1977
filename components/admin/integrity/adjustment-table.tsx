import { dayAndTime } from "@/components/shell/clock-words";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { toDecimalUsd } from "@/lib/money";
import type { AdjustmentItem } from "@/lib/reports/types";
import { differenceWords } from "./words";

type AdjustmentTableProps = { adjustments: AdjustmentItem[]; timeZone: string };

/** What was corrected, by whom and why. */
export function AdjustmentTable({ adjustments, timeZone }: AdjustmentTableProps) {
  const description =
    adjustments.length === 0
      ? "Nothing was corrected yet."
      : "The newest first. A correction of a closed month is booked in the month in which it was made.";
  return (
    <Card>
      <CardHeader title="Corrections" description={description} />
      {adjustments.length > 0 && (
        <Table label="Corrections">
          <TableHead>
            <TableRow className="last:border-b">
              <TableHeader>When</TableHeader>
              <TableHeader>Call</TableHeader>
              <TableHeader>By and why</TableHeader>
              <TableHeader numeric>Difference</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {adjustments.map((adjustment) => (
              <AdjustmentRow
                key={`${adjustment.attemptId} ${adjustment.adjustedAt.toISOString()} ${adjustment.why}`}
                adjustment={adjustment}
                timeZone={timeZone}
              />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

type AdjustmentRowProps = { adjustment: AdjustmentItem; timeZone: string };

function AdjustmentRow({ adjustment, timeZone }: AdjustmentRowProps) {
  const { memberName, model, adjustedAt, adjustedByName, why, differencePicoUsd, late } = adjustment;
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap text-muted">{dayAndTime(adjustedAt, timeZone)}</TableCell>
      <TableCell>
        <span className="whitespace-nowrap">{memberName}</span>
        <span className="block whitespace-nowrap text-muted text-xs">{model}</span>
      </TableCell>
      <TableCell className="min-w-52">
        <span className="flex flex-wrap items-center gap-2">
          {adjustedByName ?? "Purser"}
          {late && <Badge>Closed month</Badge>}
        </span>
        <span className="block text-muted text-xs [overflow-wrap:anywhere]">{why}</span>
      </TableCell>
      <TableCell numeric>
        <data value={toDecimalUsd(differencePicoUsd)} title={`$${toDecimalUsd(differencePicoUsd)}`}>
          {differenceWords(differencePicoUsd)}
        </data>
      </TableCell>
    </TableRow>
  );
}
