import type { ReactNode } from "react";
import { tokensLabel } from "@/components/charts/words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { UsageSum } from "@/lib/reports/types";
import { KnownCost } from "./known-cost";

export type SumRow = {
  id: string;
  name: ReactNode;
  sum: UsageSum;
  /** How many of its calls have no price, where that is known. */
  unpriced?: number;
};

type SumTableProps = {
  label: string;
  /** The heading of the first column. */
  of: string;
  rows: SumRow[];
  total?: UsageSum;
  /** How many calls of the total have no price. */
  unpriced?: number;
};

/** What something cost, one row for each, with the sum below. */
export function SumTable({ label, of, rows, total, unpriced: ofTotal = 0 }: SumTableProps) {
  const sums = [...rows.map(({ sum }) => sum), ...(total ? [total] : [])];
  const digits = columnDigits(sums.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Table label={label}>
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>{of}</TableHeader>
          <TableHeader numeric>Answers</TableHeader>
          <TableHeader numeric>Tokens</TableHeader>
          <TableHeader numeric>Cost</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ id, name, sum, unpriced }) => (
          <TableRow key={id}>
            <TableCell className="w-full max-w-0 min-w-28 truncate sm:min-w-32">{name}</TableCell>
            <SumCells sum={sum} unpriced={unpriced} isUnsure={ofTotal > 0} digits={digits} />
          </TableRow>
        ))}
      </TableBody>
      {total && (
        <tfoot>
          <TableRow className="border-t border-b-0 font-medium">
            <TableCell>Total</TableCell>
            <SumCells sum={total} unpriced={ofTotal} digits={digits} />
          </TableRow>
        </tfoot>
      )}
    </Table>
  );
}

type SumCellsProps = {
  sum: UsageSum;
  /** Undefined where the rows do not know their own. */
  unpriced?: number | undefined;
  /** Whether some calls without a price may be among these. */
  isUnsure?: boolean;
  digits: UsdDigits;
};

function SumCells({ sum, unpriced, isUnsure = false, digits }: SumCellsProps) {
  const isUnknown = unpriced === undefined && isUnsure && sum.calls > 0 && sum.costPicoUsd === 0n;
  return (
    <>
      <TableCell numeric>{sum.answers.toLocaleString("en-US")}</TableCell>
      <TableCell numeric>{tokensLabel(sum.inputTokens + sum.outputTokens)}</TableCell>
      <TableCell numeric>
        {isUnknown ? (
          <span className="whitespace-nowrap text-muted">none known</span>
        ) : (
          <KnownCost sum={sum} unpriced={unpriced ?? 0} digits={digits} />
        )}
      </TableCell>
    </>
  );
}
