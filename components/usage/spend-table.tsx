import { rangeWords } from "@/components/charts/forecast-words";
import { spendPoints } from "@/components/charts/points";
import { dayLabel, tokensLabel } from "@/components/charts/words";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { columnDigits, formatUsd } from "@/lib/money";
import type { CostSum, DaySum, ForecastDay } from "@/lib/reports/types";
import { Amount } from "./amount";

type SpendTableProps = {
  days: DaySum[];
  forecast: readonly ForecastDay[] | null;
  /** The days of the month before; empty where nothing was used in it. */
  previous: readonly CostSum[];
};

/** The figures behind the spend chart: each day, and the month up to it; after today what is expected. */
export function SpendTable({ days, forecast, previous }: SpendTableProps) {
  const upTo = spendPoints(days, days.at(-1)?.day ?? "", { view: "cumulative", previous });
  const hasPrevious = previous.length > 0;
  const dayDigits = columnDigits(days.map(({ costPicoUsd }) => costPicoUsd));
  const monthDigits = columnDigits(upTo.map(({ sum }) => sum?.costPicoUsd ?? 0n));
  return (
    <Table label="Spend by day">
      <TableHead>
        <TableRow className="last:border-b">
          <TableHeader>Day</TableHeader>
          <TableHeader numeric>Answers</TableHeader>
          <TableHeader numeric>Tokens</TableHeader>
          <TableHeader numeric>Cost</TableHeader>
          <TableHeader numeric>Month so far</TableHeader>
          {hasPrevious && <TableHeader numeric>Month before</TableHeader>}
        </TableRow>
      </TableHead>
      <TableBody>
        {days.map((day, index) => (
          <TableRow key={day.day}>
            <TableCell>{dayLabel(day.day)}</TableCell>
            <TableCell numeric>{day.answers.toLocaleString("en-US")}</TableCell>
            <TableCell numeric>{tokensLabel(day.inputTokens + day.outputTokens)}</TableCell>
            <TableCell numeric>
              <Amount value={day.costPicoUsd} estimated={day.estimatedPicoUsd} digits={dayDigits} />
            </TableCell>
            <TableCell numeric>
              <Amount
                value={upTo[index]?.sum?.costPicoUsd ?? 0n}
                estimated={upTo[index]?.sum?.estimatedPicoUsd ?? 0n}
                digits={monthDigits}
              />
            </TableCell>
            {hasPrevious && (
              <TableCell numeric className="text-muted">
                {upTo[index]?.before && (
                  <Amount value={upTo[index].before.costPicoUsd} digits={monthDigits} />
                )}
              </TableCell>
            )}
          </TableRow>
        ))}
        {(forecast ?? []).slice(1).map((day) => (
          <TableRow key={day.day}>
            <TableCell>{dayLabel(day.day)}</TableCell>
            <TableCell className="text-muted" colSpan={3}>
              Expected; in 4 of 5 cases {rangeWords(day)}
            </TableCell>
            <TableCell numeric className="text-muted">
              {`≈ ${formatUsd(day.expectedPicoUsd)}`}
            </TableCell>
            {hasPrevious && <TableCell />}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
