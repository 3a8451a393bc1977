import { pointLabel } from "@/components/charts/words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Amount } from "@/components/usage/amount";
import { columnDigits, type UsdDigits } from "@/lib/money";
import type { CostPoint, ThreadStatistics, ThreadUsage } from "@/lib/reports/types";

const PURPOSES: Record<string, string> = { title: "Thread titles" };

/** The answers of each model, what was not an answer in lines of its own, and the sum of all of them. */
export function ModelTable({ statistics }: { statistics: ThreadStatistics }) {
  const { models, overhead, total } = statistics;
  const rows = [
    ...models.map(({ provider, model, ...sum }) => {
      const by = provider === "demo" ? "simulated cost" : provider;
      return { key: `${provider}/${model}`, name: model, by, sum };
    }),
    ...overhead.map(({ purpose, ...sum }) => {
      return { key: purpose, name: PURPOSES[purpose] ?? purpose, by: "", sum };
    }),
  ];
  const digits = columnDigits([...rows.map(({ sum }) => sum), total].map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Table label="Cost by model">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>Model</TableHeader>
          <TableHeader numeric>Calls</TableHeader>
          {["In", "Cached", "Out"].map((kind) => (
            <TableHeader key={kind} numeric className="max-sm:hidden">
              {kind}
            </TableHeader>
          ))}
          <TableHeader numeric>Cost</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ key, name, by, sum }) => (
          <TableRow key={key}>
            <TableCell>
              {name} <span className="text-muted">{by}</span>
            </TableCell>
            <UsageCells sum={sum} digits={digits} />
          </TableRow>
        ))}
      </TableBody>
      <tfoot>
        <TableRow className="border-t border-b-0 font-medium">
          <TableCell>Total</TableCell>
          <UsageCells sum={total} digits={digits} />
        </TableRow>
      </tfoot>
    </Table>
  );
}

function UsageCells({ sum, digits }: { sum: ThreadUsage; digits: UsdDigits }) {
  const { calls, inputTokens, cachedInputTokens, outputTokens } = sum;
  return (
    <>
      <TableCell numeric>{calls.toLocaleString("en-US")}</TableCell>
      {[inputTokens, cachedInputTokens, outputTokens].map((tokens, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always these three.
        <TableCell key={column} numeric className="max-sm:hidden">
          {tokens.toLocaleString("en-US")}
        </TableCell>
      ))}
      <TableCell numeric>
        {sum.calls > 0 && sum.unpricedCalls === sum.calls ? (
          <span className="text-warn">no price</span>
        ) : (
          <Amount value={sum.costPicoUsd} estimated={sum.estimatedPicoUsd} digits={digits} />
        )}
      </TableCell>
    </>
  );
}

type TimeTableProps = { label: string; points: CostPoint[]; of: string };

/** The figures behind the chart: a row for each day or month with any cost. */
export function TimeTable({ label, points, of }: TimeTableProps) {
  const digits = columnDigits(points.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <Table label={`${label}, as a table`}>
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>{of}</TableHeader>
          <TableHeader numeric>Cost</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {points.map(({ key, costPicoUsd, estimatedPicoUsd }) =>
          costPicoUsd === 0n ? null : (
            <TableRow key={key}>
              <TableCell>{pointLabel(key)}</TableCell>
              <TableCell numeric>
                <Amount value={costPicoUsd} estimated={estimatedPicoUsd} digits={digits} />
              </TableCell>
            </TableRow>
          ),
        )}
      </TableBody>
    </Table>
  );
}
