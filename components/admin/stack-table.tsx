import type { StackRow, StackSum } from "@/components/charts/points";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import { KnownCost } from "@/components/usage/known-cost";
import { columnDigits, type PicoUsd, type UsdDigits } from "@/lib/money";
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
  /** Has a column of what the days before cost. */
  compares: boolean;
};

/** The figures behind the stacked chart: a row for each day, week or month with any cost, a column for each piece. */
export function StackTable({ label, keys, rows, total, granularity, compares }: StackTableProps) {
  const shown = rows.filter(
    ({ total, before }) => total.costPicoUsd !== 0n || total.unpriced > 0 || (compares && before !== 0n),
  );
  const digits = columnDigits(
    rows.flatMap(({ total, sums, before }) => [
      ...[total, ...sums].map((sum) => sum.costPicoUsd),
      ...(compares ? [before] : []),
    ]),
  );
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
          {compares && (
            <TableHeader numeric className="whitespace-nowrap">
              Days before
            </TableHeader>
          )}
        </TableRow>
      </TableHead>
      <TableBody>
        {shown.map((row) => (
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
            {compares && <BeforeCell value={row.before} digits={digits} />}
          </TableRow>
        ))}
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
          {compares && (
            <BeforeCell value={rows.reduce((sum, { before }) => sum + before, 0n)} digits={digits} />
          )}
        </TableRow>
      </tfoot>
    </Table>
  );
}

function BeforeCell({ value, digits }: { value: PicoUsd; digits: UsdDigits }) {
  return (
    <TableCell numeric className="text-muted">
      {value === 0n ? "–" : <Amount value={value} digits={digits} />}
    </TableCell>
  );
}

/** What was not used is not what was used for nothing. */
function SumAmount({ sum, digits }: { sum: StackTableProps["total"]; digits: UsdDigits }) {
  if (sum.calls === 0 && sum.costPicoUsd === 0n) return "–";
  return <KnownCost sum={sum} unpriced={sum.unpriced ?? 0} digits={digits} />;
}
