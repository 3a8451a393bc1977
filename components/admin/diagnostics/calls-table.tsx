import { tokensLabel } from "@/components/charts/words";
import { dayAndTime } from "@/components/shell/clock-words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import { columnDigits } from "@/lib/money";
import type { TroubleCall } from "@/lib/reports/types";

type CallsTableProps = { label: string; calls: readonly TroubleCall[]; timeZone: string };

/** The calls behind a figure: who, on what, how much; never what was said. */
export function CallsTable({ label, calls, timeZone }: CallsTableProps) {
  const digits = columnDigits(calls.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Table label={label}>
      <TableHead>
        <TableRow>
          <TableHeader>When</TableHeader>
          <TableHeader>Member</TableHeader>
          <TableHeader>Model</TableHeader>
          <TableHeader numeric>Tokens in</TableHeader>
          <TableHeader numeric>Out</TableHeader>
          <TableHeader numeric>Cost</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <TableRow key={call.runId}>
            <TableCell className="whitespace-nowrap">{dayAndTime(call.occurredAt, timeZone)}</TableCell>
            <TableCell>{call.memberName}</TableCell>
            <TableCell className="whitespace-nowrap">{call.model}</TableCell>
            <TableCell numeric>{tokensLabel(call.inputTokens)}</TableCell>
            <TableCell numeric>{tokensLabel(call.outputTokens)}</TableCell>
            <TableCell numeric>
              <Amount value={call.costPicoUsd} digits={digits} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
