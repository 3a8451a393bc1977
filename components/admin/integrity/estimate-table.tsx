import { counted } from "@/components/charts/words";
import { dayAndTime } from "@/components/shell/clock-words";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Submit } from "@/components/ui/use-submit";
import { Amount } from "@/components/usage/amount";
import type { EstimatedCall, Integrity } from "@/lib/reports/types";
import { CorrectDialog } from "./correct-dialog";
import { askWords, reasonWords } from "./words";

/** They are counted no further. */
const COUNTED_MAX = 1_000;

type EstimateTableProps = { integrity: Integrity; correct: Submit };

/** The calls whose amount is still an estimate, each with the way to correct it. */
export function EstimateTable({ integrity, correct }: EstimateTableProps) {
  const { count, newest } = integrity.estimates;
  return (
    <Card>
      <CardHeader title="Estimated amounts" description={describe(count, newest.length)} />
      {newest.length > 0 && (
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
            {newest.map((call) => (
              <EstimateRow key={call.attemptId} call={call} integrity={integrity} correct={correct} />
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function describe(count: number, shown: number): string {
  if (count === 0) return "Every amount is exact: the provider told what each call used.";
  const all = count > COUNTED_MAX ? "More than 1,000 calls have" : counted(count, "call has", "calls have");
  const newest = count > shown ? `, of which the newest ${shown} are shown` : "";
  return `${all} an amount that Purser counted itself${newest}.`;
}

function EstimateRow({ call, integrity, correct }: EstimateTableProps & { call: EstimatedCall }) {
  const { timeZone, readAt } = integrity;
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
