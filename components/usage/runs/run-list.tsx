import { EmptyState } from "@/components/ui/empty-state";
import { columnDigits } from "@/lib/money";
import type { UsageRun } from "@/lib/reports/types";
import { type LoadRun, RunRow } from "./run-row";

type RunListProps = { runs: UsageRun[]; timeZone: string; load: LoadRun; isFiltered: boolean };

/** Runs, the newest first; each opens to its calls with the formula of each cost. */
export function RunList({ runs, timeZone, load, isFiltered }: RunListProps) {
  if (runs.length === 0) {
    return (
      <EmptyState title="No run was found">
        {isFiltered ? "Take a filter away to see more." : "What you send will be listed here with its cost."}
      </EmptyState>
    );
  }
  const digits = columnDigits(runs.map(({ costPicoUsd }) => costPicoUsd));
  return (
    <ol aria-label="Runs" className="divide-y divide-line">
      {runs.map((run) => (
        <RunRow key={run.runId} run={run} digits={digits} timeZone={timeZone} load={load} />
      ))}
    </ol>
  );
}
