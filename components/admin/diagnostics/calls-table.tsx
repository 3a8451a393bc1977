import Link from "next/link";
import type { ReactNode } from "react";
import { tokensLabel } from "@/components/charts/words";
import { dayAndTime } from "@/components/shell/clock-words";
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
          <TableHeader>Member</TableHeader>
          <TableHeader>Model</TableHeader>
          <TableHeader numeric>Tokens in</TableHeader>
          {columns.map(({ title }) => (
            <TableHeader key={title} numeric>
              {title}
            </TableHeader>
          ))}
          <TableHeader numeric>Out</TableHeader>
          <TableHeader numeric>Cost</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {calls.map((call) => (
          <TableRow key={call.runId}>
            <TableCell className="whitespace-nowrap">
              <Link href={dayHref(call)} className={LINK}>
                {dayAndTime(call.occurredAt, timeZone)}
              </Link>
            </TableCell>
            <TableCell className="min-w-28">
              <Link href={memberHref(call)} className={LINK}>
                {call.memberName}
              </Link>
            </TableCell>
            <TableCell className="whitespace-nowrap">{call.model}</TableCell>
            <TableCell numeric>{tokensLabel(call.inputTokens)}</TableCell>
            {columns.map(({ title, value }) => (
              <TableCell key={title} numeric>
                {value(call)}
              </TableCell>
            ))}
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
