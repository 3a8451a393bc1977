import type { ReactNode } from "react";
import { tokensLabel } from "@/components/charts/words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { UsageSum } from "@/lib/reports/types";
import { Amount } from "./amount";

export type SumRow = { id: string; name: ReactNode; sum: UsageSum };

type SumTableProps = {
  label: string;
  /** The heading of the first column. */
  of: string;
  rows: SumRow[];
  total?: UsageSum;
};

/** What something cost, one row for each, with the sum below. */
export function SumTable({ label, of, rows, total }: SumTableProps) {
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
        {rows.map(({ id, name, sum }) => (
          <TableRow key={id}>
            <TableCell className="w-full max-w-0 min-w-32 truncate">{name}</TableCell>
            <SumCells sum={sum} digits={digits} />
          </TableRow>
        ))}
      </TableBody>
      {total && (
        <tfoot>
          <TableRow className="border-t border-b-0 font-medium">
            <TableCell>Total</TableCell>
            <SumCells sum={total} digits={digits} />
          </TableRow>
        </tfoot>
      )}
    </Table>
  );
}

function SumCells({ sum, digits }: { sum: UsageSum; digits: UsdDigits }) {
  return (
    <>
      <TableCell numeric>{sum.answers}</TableCell>
      <TableCell numeric>{tokensLabel(sum.inputTokens + sum.outputTokens)}</TableCell>
      <TableCell numeric>
        <Amount value={sum.costPicoUsd} estimated={sum.estimatedPicoUsd} digits={digits} />
      </TableCell>
    </>
  );
}
