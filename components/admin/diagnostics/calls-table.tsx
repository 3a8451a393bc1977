import Link from "next/link";
import type { ReactNode } from "react";
import { tokensLabel } from "@/components/charts/words";
import { dayAndTime } from "@/components/shell/clock-words";
import { cn } from "@/components/ui/cn";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import { columnDigits } from "@/lib/money";
import type { TroubleCall } from "@/lib/reports/types";
import { dayHref, memberHref } from "./links";

type CallsTableProps<T> = {
  label: string;
  calls: readonly T[];
  timeZone: string;
  /** What this trouble is about, beside what every call has. */
  columns?: readonly { title: string; value: (call: T) => ReactNode }[];
};

const WIDE = "hidden lg:table-cell";
const LINK = "underline decoration-line underline-offset-4 hover:decoration-current";

/** The calls behind a figure: who, on what, how much; never what was said. */
export function CallsTable<T extends TroubleCall>({
  label,
  calls,
  timeZone,
  columns = [],
}: CallsTableProps<T>) {
  const digits = columnDigits(calls.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Table label={label}>
      <TableHead>
        <TableRow>
          <TableHeader>When</TableHeader>
          <TableHeader className={WIDE}>Member</TableHeader>
          <TableHeader className={WIDE}>Model</TableHeader>
          <TableHeader numeric className={WIDE}>
            Tokens in
          </TableHeader>
          {columns.map(({ title }) => (
            <TableHeader key={title} numeric>
              {title}
            </TableHeader>
          ))}
          <TableHeader numeric className={WIDE}>
            Out
          </TableHeader>
          <TableHeader numeric>Cost</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <TableRow key={call.runId}>
            <TableCell className="lg:whitespace-nowrap">
              <Link href={dayHref(call)} className={LINK}>
                {dayAndTime(call.occurredAt, timeZone)}
              </Link>
              <Folded call={call} />
            </TableCell>
            <TableCell className={cn("min-w-28", WIDE)}>
              <Link href={memberHref(call)} className={LINK}>
                {call.memberName}
              </Link>
            </TableCell>
            <TableCell className={cn("whitespace-nowrap", WIDE)}>{call.model}</TableCell>
            <TableCell numeric className={WIDE}>
              {tokensLabel(call.inputTokens)}
            </TableCell>
            {columns.map(({ title, value }) => (
              <TableCell key={title} numeric>
                {value(call)}
              </TableCell>
            ))}
            <TableCell numeric className={WIDE}>
              {tokensLabel(call.outputTokens)}
            </TableCell>
            <TableCell numeric>
              <Amount value={call.costPicoUsd} digits={digits} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** On a narrow page under the time, so that the cost is in sight. */
function Folded({ call }: { call: TroubleCall }) {
  const { memberName, model, inputTokens, outputTokens } = call;
  return (
    <div className="wrap-anywhere mt-0.5 text-muted text-xs lg:hidden">
      <p>
        <Link href={memberHref(call)} className={LINK}>
          {memberName}
        </Link>
      </p>
      <p>{model}</p>
      <p>
        {tokensLabel(inputTokens)} tokens in, {tokensLabel(outputTokens)} out
      </p>
    </div>
  );
}
