import { dayAndTime } from "@/components/shell/clock-words";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Submit } from "@/components/ui/use-submit";
import { Amount } from "@/components/usage/amount";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { EstimatedCall } from "@/lib/reports/types";
import { NARROW_ONLY, WIDE_ONLY } from "../budgets/wide";
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
  const digits = columnDigits(calls.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <div className="@container">
      <Table label="Estimated amounts">
        <TableHead>
          <TableRow className="last:border-b">
            <TableHeader className={WIDE_ONLY}>When</TableHeader>
            <TableHeader className="@max-3xl:pl-0!">Member</TableHeader>
            <TableHeader className={WIDE_ONLY}>Why</TableHeader>
            <TableHeader numeric>Amount</TableHeader>
            <TableHeader className="relative">
              <span className="sr-only">Correct</span>
            </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {calls.map((call) => (
            <EstimateRow key={call.attemptId} {...{ call, digits }} {...row} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

type EstimateRowProps = Omit<EstimateTableProps, "calls"> & { call: EstimatedCall; digits: UsdDigits };

function EstimateRow({ call, digits, readAt, timeZone, correct }: EstimateRowProps) {
  const when = dayAndTime(call.endedAt, timeZone);
  return (
    <TableRow>
      <TableCell className={cn(WIDE_ONLY, "whitespace-nowrap text-muted")}>{when}</TableCell>
      <TableCell className="@max-3xl:pl-0!">
        <span className="whitespace-nowrap">{call.memberName}</span>
        <span className="block whitespace-nowrap text-muted text-xs">
          {call.model}
          {call.purpose !== "answer" && ` · ${call.purpose}`}
        </span>
        <span className={cn(NARROW_ONLY, "text-muted text-xs")}>
          {when}. {reasonWords(call)}. {askWords(call, { now: readAt, timeZone })}.
        </span>
      </TableCell>
      <TableCell className={cn(WIDE_ONLY, "min-w-52")}>
        {reasonWords(call)}
        <span className="block text-muted text-xs">{askWords(call, { now: readAt, timeZone })}</span>
      </TableCell>
      <TableCell numeric>
        <Amount value={call.costPicoUsd} estimated={call.costPicoUsd} digits={digits} />
      </TableCell>
      <TableCell className="text-right">
        <CorrectDialog call={call} when={when} action={correct} />
      </TableCell>
    </TableRow>
  );
}
