import type { StackRow, StackSum } from "@/components/charts/points";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { KnownCost } from "@/components/usage/known-cost";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { Granularity } from "@/lib/reports/types";
import { bucketLabel } from "./costs/words";

/** The days stay in view while the columns scroll. */
const FIRST = "sticky left-0 whitespace-nowrap bg-card";

const NOTHING: StackSum = { costPicoUsd: 0n, estimatedPicoUsd: 0n, calls: 0, unpriced: 0 };

const FIRST_WORDS: Record<Granularity, string> = { day: "Day", week: "Week", month: "Month" };

type StackTableProps = {
  label: string;
  keys: (StackSum & { key: string; label: string })[];
  rows: StackRow[];
  total: Omit<StackSum, "unpriced"> & { unpriced?: number };
  granularity: Granularity;
};

/** The figures behind the stacked chart: a row for each day, week or month with any cost, a column for each piece. */
export function StackTable({ label, keys, rows, total, granularity }: StackTableProps) {
  const digits = columnDigits(rows.flatMap((row) => [row.total, ...row.sums].map((sum) => sum.costPicoUsd)));
  return (
    <Table label={label}>
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader className={FIRST}>{FIRST_WORDS[granularity]}</TableHeader>
          {keys.map(({ key, label: name }) => (
            <TableHeader key={key} numeric className="whitespace-nowrap">
              {name}
            </TableHeader>
          ))}
          <TableHeader numeric>Total</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) =>
          row.total.costPicoUsd === 0n && row.total.unpriced === 0 ? null : (
            <TableRow key={row.day}>
              <TableCell className={FIRST}>{bucketLabel(row.day, granularity)}</TableCell>
              {keys.map(({ key }, place) => (
                <TableCell key={key} numeric>
                  <SumAmount sum={row.sums[place] ?? NOTHING} digits={digits} />
                </TableCell>
              ))}
              <TableCell numeric>
                <SumAmount sum={row.total} digits={digits} />
              </TableCell>
            </TableRow>
          ),
        )}
      </TableBody>
      <tfoot>
        <TableRow className="border-t border-b-0 font-medium">
          <TableCell className={FIRST}>Total</TableCell>
          {keys.map((sum) => (
            <TableCell key={sum.key} numeric>
              <SumAmount sum={sum} digits={digits} />
            </TableCell>
          ))}
          <TableCell numeric>
            <SumAmount sum={total} digits={digits} />
          </TableCell>
        </TableRow>
      </tfoot>
    </Table>
  );
}

function SumAmount({ sum, digits }: { sum: StackTableProps["total"]; digits: UsdDigits }) {
  return <KnownCost sum={sum} unpriced={sum.unpriced ?? 0} digits={digits} />;
}
