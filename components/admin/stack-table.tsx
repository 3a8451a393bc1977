import type { StackRow } from "@/components/charts/points";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { CostSum, Granularity } from "@/lib/reports/types";
import { bucketLabel } from "./costs/words";

/** The days stay in view while the columns scroll. */
const FIRST = "sticky left-0 whitespace-nowrap bg-card";

const FIRST_WORDS: Record<Granularity, string> = { day: "Day", week: "Week", month: "Month" };

type StackTableProps = {
  label: string;
  keys: (CostSum & { key: string; label: string })[];
  rows: StackRow[];
  total: CostSum;
  granularity: Granularity;
  /** Pieces of which no call has a price. */
  unpriced?: ReadonlySet<string>;
};

/** The figures behind the stacked chart: a row for each day, week or month with any cost, a column for each piece. */
export function StackTable({ label, keys, rows, total, granularity, unpriced }: StackTableProps) {
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
          row.total.costPicoUsd === 0n ? null : (
            <TableRow key={row.day}>
              <TableCell className={FIRST}>{bucketLabel(row.day, granularity)}</TableCell>
              {keys.map(({ key }, place) => (
                <TableCell key={key} numeric>
                  {!unpriced?.has(key) && <SumAmount sum={row.sums[place]} digits={digits} />}
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
              {unpriced?.has(sum.key) ? "unpriced" : <SumAmount sum={sum} digits={digits} />}
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

function SumAmount({ sum, digits }: { sum: CostSum | undefined; digits: UsdDigits }) {
  return <Amount value={sum?.costPicoUsd ?? 0n} estimated={sum?.estimatedPicoUsd ?? 0n} digits={digits} />;
}
