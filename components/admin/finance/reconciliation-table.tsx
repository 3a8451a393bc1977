import { dayLabel } from "@/components/charts/words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import type { Reconciliation, ReconciliationRow } from "@/lib/finance/types";
import { columnDigits, type UsdDigits } from "@/lib/money";
import { gapOf, gapWords } from "./gap-words";

/** Computed beside billed, by day and model, with why they differ. */
export function ReconciliationTable({ found }: { found: Reconciliation }) {
  const { rows, billedPicoUsd, computedPicoUsd, estimatedPicoUsd, daysRead } = found;
  const digits = columnDigits(
    rows.flatMap((row) => [row.computedPicoUsd, row.billedPicoUsd ?? 0n, gapOf(row) ?? 0n]),
  );
  return (
    <Table label="Computed beside billed">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>Day in UTC</TableHeader>
          <TableHeader>Model</TableHeader>
          <TableHeader numeric>Computed</TableHeader>
          <TableHeader numeric>Billed</TableHeader>
          <TableHeader numeric>Gap</TableHeader>
          <TableHeader className="pl-6">Why</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={`${row.day} ${row.model}`} row={row} digits={digits} />
        ))}
      </TableBody>
      {daysRead.length > 0 && (
        <tfoot>
          <TableRow className="border-line border-t border-b-0 font-medium">
            <TableCell colSpan={2}>Days that are read</TableCell>
            <TableCell numeric>
              <Amount value={computedPicoUsd} estimated={estimatedPicoUsd} digits={digits} />
            </TableCell>
            <TableCell numeric>
              <Amount value={billedPicoUsd} digits={digits} />
            </TableCell>
            <TableCell numeric>
              <Amount value={billedPicoUsd - computedPicoUsd} digits={digits} />
            </TableCell>
            <TableCell />
          </TableRow>
        </tfoot>
      )}
    </Table>
  );
}

function Row({ row, digits }: { row: ReconciliationRow; digits: UsdDigits }) {
  const gap = gapOf(row);
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">{dayLabel(row.day)}</TableCell>
      <TableCell className="whitespace-nowrap">{row.model || "No model"}</TableCell>
      <TableCell numeric>
        <Amount value={row.computedPicoUsd} estimated={row.estimatedPicoUsd} digits={digits} />
      </TableCell>
      <TableCell numeric>
        {row.billedPicoUsd === null ? "–" : <Amount value={row.billedPicoUsd} digits={digits} />}
      </TableCell>
      <TableCell numeric>{gap === null ? "–" : <Amount value={gap} digits={digits} />}</TableCell>
      <TableCell className="min-w-56 pl-6 text-muted max-md:whitespace-nowrap">
        {gapWords(row).join(" ")}
      </TableCell>
    </TableRow>
  );
}
