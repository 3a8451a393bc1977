"use client";

import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { costOfCall, forecastGrowth, type Growth, percent, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { Figure, Figures } from "./figures";
import type { PlanningModel } from "./types";
import { countWords, usdWords } from "./words";

const FIELDS = {
  threads: whole({ label: "Threads now", initial: "500" }),
  growthBasisPoints: percent({ label: "Growth a month", initial: "15", min: -100, max: 1_000 }),
  runsPerThread: whole({ label: "Runs of each a month", initial: "90", max: 1_000_000 }),
  inputTokens: whole({ label: "Tokens in a run", initial: "2000", max: 10_000_000 }),
  outputTokens: whole({ label: "Tokens in its answer", initial: "500", max: 10_000_000 }),
  months: whole({ label: "Months", initial: "12", min: 1, max: 36 }),
};

/** Twelve months of growth. */
export function GrowthCard({ model }: { model: PlanningModel }) {
  return (
    <Calculator
      id="growth"
      wide
      title="Growth over a year"
      about="The first month is today’s; each one after it has grown by the same share."
      fields={FIELDS}
    >
      {({ inputTokens, outputTokens, ...input }) => {
        const runPicoUsd = costOfCall({ inputTokens, outputTokens }, model.terms);
        const growth = forecastGrowth({ ...input, runPicoUsd });
        return (
          <>
            <Figures>
              <Figure
                strong
                label={input.months === 1 ? "One month" : `${input.months} months`}
                value={usdWords(growth.totalPicoUsd)}
                note={`${usdWords(runPicoUsd)} a run`}
              />
            </Figures>
            <Months growth={growth} />
          </>
        );
      }}
    </Calculator>
  );
}

function Months({ growth: { months } }: { growth: Growth }) {
  const highest = months.reduce((max, { costPicoUsd }) => (costPicoUsd > max ? costPicoUsd : max), 0n);
  const widthOf = (cost: bigint) => (highest === 0n ? 0 : Number((cost * 1_000n) / highest) / 10);
  return (
    <div className="mt-3">
      <Table label="Cost month by month">
        <TableHead>
          <TableRow className="last:border-b">
            <TableHeader>Month</TableHeader>
            <TableHeader numeric>Threads</TableHeader>
            <TableHeader numeric className="max-sm:hidden">
              Runs
            </TableHeader>
            <TableHeader numeric>Cost</TableHeader>
            <TableHeader aria-hidden className="w-2/5 max-sm:w-1/4" />
          </TableRow>
        </TableHead>
        <TableBody>
          {months.map(({ month, threads, runs, costPicoUsd }) => (
            <TableRow key={month}>
              <TableCell className="py-1.5">{month}</TableCell>
              <TableCell numeric className="py-1.5">
                {countWords(Math.round(threads))}
              </TableCell>
              <TableCell numeric className="py-1.5 max-sm:hidden">
                {countWords(Math.round(runs))}
              </TableCell>
              <TableCell numeric className="py-1.5">
                {usdWords(costPicoUsd, 4)}
              </TableCell>
              <TableCell aria-hidden className="py-1.5">
                <span
                  className="block h-2.5 min-w-px rounded-full bg-accent"
                  style={{ width: `${widthOf(costPicoUsd)}%` }}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
