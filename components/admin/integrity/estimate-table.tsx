import { dayAndTime } from "@/components/shell/clock-words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Submit } from "@/components/ui/use-submit";
import { Amount } from "@/components/usage/amount";
import type { EstimatedCall } from "@/lib/reports/types";
import { CorrectDialog } from "./correct-dialog";
import { askWords, reasonWords } from "./words";

type EstimateTableProps = {
  calls: readonly EstimatedCall[];
  readAt: Date;
  timeZone: string;
  correct: Submit;
};

/** Calls whose amount is still an estimate, each with the way to correct it. */
export function EstimateTable({ calls, ...row }: EstimateTableProps) {
  return (
    <Table label="Estimated amounts">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>When</TableHeader>
          <TableHeader>Member</TableHeader>
          <TableHeader>Why</TableHeader>
          <TableHeader numeric>Amount</TableHeader>
          <TableHeader className="relative">
            <span className="sr-only">Correct</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <EstimateRow key={call.attemptId} call={call} {...row} />
        ))}
      </TableBody>
    </Table>
  );
}

type EstimateRowProps = Omit<EstimateTableProps, "calls"> & { call: EstimatedCall };

function EstimateRow({ call, readAt, timeZone, correct }: EstimateRowProps) {
  const when = dayAndTime(call.endedAt, timeZone);
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap text-muted">{when}</TableCell>
      <TableCell>
        <span className="whitespace-nowrap">{call.memberName}</span>
        <span className="block whitespace-nowrap text-muted text-xs">
          {call.model}
          {call.purpose !== "answer" && ` · ${call.purpose}`}
        </span>
      </TableCell>
      <TableCell className="min-w-52">
        {reasonWords(call)}
        <span className="block text-muted text-xs">{askWords(call, { now: readAt, timeZone })}</span>
      </TableCell>
      <TableCell numeric>
        <Amount value={call.costPicoUsd} estimated={call.costPicoUsd} />
      </TableCell>
      <TableCell className="text-right">
        <CorrectDialog call={call} when={when} action={correct} />
      </TableCell>
    </TableRow>
  );
}
