"use client";

import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { compareModels, whole } from "@/lib/planning";
import { Calculator } from "./calculator";
import { LimitedRows } from "./limited-rows";
import type { PlanningModel } from "./types";
import { perDollarWords, timesInColumn, usdWords } from "./words";

const FIELDS = {
  inputTokens: whole({ label: "Tokens in", initial: "2000", max: 10_000_000 }),
  outputTokens: whole({ label: "Tokens out", initial: "500", max: 10_000_000 }),
};

/** Every model, for a call of the same shape. */
export function CompareCard({ models }: { models: PlanningModel[] }) {
  return (
    <Calculator
      id="compare"
      wide
      title="Models side by side"
      about="One call of the same shape, and how many tokens a dollar buys; at your prices of today."
      fields={FIELDS}
    >
      {(tokens) => (
        <LimitedRows rows={compareModels(tokens, models)} noun="models">
          {(shown) => (
            <Table label="Models by what this call costs">
              <TableHead>
                <TableRow className="last:border-b">
                  <TableHeader>Model</TableHeader>
                  <TableHeader numeric>This call</TableHeader>
                  <TableHeader numeric>Of the cheapest</TableHeader>
                  <TableHeader numeric>Input per $1</TableHeader>
                  <TableHeader numeric>Cached per $1</TableHeader>
                  <TableHeader numeric>Output per $1</TableHeader>
                </TableRow>
              </TableHead>
              <TableBody>
                {shown.map(({ model, callPicoUsd, timesCheapest, tokensPerDollar }) => (
                  <TableRow key={model.id}>
                    <TableCell className="wrap-anywhere min-w-32 font-medium">{model.name}</TableCell>
                    <TableCell numeric>{usdWords(callPicoUsd, 4)}</TableCell>
                    <TableCell numeric>{timesInColumn(timesCheapest)}</TableCell>
                    <TableCell numeric>{perDollarWords(tokensPerDollar.input)}</TableCell>
                    <TableCell numeric>{perDollarWords(tokensPerDollar.cachedInput)}</TableCell>
                    <TableCell numeric>{perDollarWords(tokensPerDollar.output)}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        </LimitedRows>
      )}
    </Calculator>
  );
}
