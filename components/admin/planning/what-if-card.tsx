"use client";

import { useId } from "react";
import { monthLabel } from "@/components/charts/words";
import { Card } from "@/components/ui/card";
import { ExportMenu } from "@/components/ui/export-menu";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatAbout, formatUsd } from "@/lib/money";
import { ratio } from "@/lib/planning";
import type { WhatIf } from "@/lib/reports/types";
import { Choice } from "./choice";
import { Figure, Figures } from "./figures";
import { LimitedRows } from "./limited-rows";
import { useTexts } from "./texts";
import { EVERY_MODEL, keyOf, type WhatIfResult, type WhatIfRow, whatIf } from "./what-if";
import { countWords, percentWords } from "./words";

const NAME = "what-if.model";

/** The last closed month of the ledger at the price of another model. */
export function WhatIfCard({ facts }: { facts: WhatIf }) {
  const titleId = useId();
  const { texts } = useTexts();
  const priced = facts.used.filter(({ unpriced }) => !unpriced);
  const chosen = priced.map(keyOf).find((key) => key === texts[NAME]) ?? EVERY_MODEL;
  const month = monthLabel(facts.month, facts.currentMonth);
  const result = whatIf(facts, chosen);
  const file = `/api/reports/planning?${new URLSearchParams({ instead: chosen })}`;
  return (
    <Card aria-labelledby={titleId} className="xl:col-span-2">
      <h3 id={titleId} className="font-semibold">
        What if {month} had run on…
      </h3>
      <p className="mt-0.5 text-muted text-sm">
        The tokens of {month} at today’s prices, those from a cache and those written to one as such. Another
        model would have written other answers, and keeps another cache.
      </p>
      {facts.used.length === 0 ? (
        <p className="mt-4 text-sm">Nothing ran in {month}. Look again once a month with answers is over.</p>
      ) : (
        <>
          <div className="mt-4 flex flex-wrap items-end justify-between gap-3">
            <div className="w-72 max-w-full">
              <Choice
                name={NAME}
                label="Instead of"
                value={chosen}
                options={[
                  { value: EVERY_MODEL, label: "every model" },
                  ...priced.map((one) => ({ value: keyOf(one), label: one.model })),
                ]}
              />
            </div>
            <ExportMenu of="what it would have cost" csv={file} pdf={`${file}&as=pdf`} />
          </div>
          <Result result={result} month={month} />
          <Exceptions result={result} facts={facts} />
        </>
      )}
    </Card>
  );
}

function Result({ result, month }: { result: WhatIfResult; month: string }) {
  const { actualPicoUsd, isExact, rows } = result;
  return (
    <div className="mt-4">
      <Figures>
        <Figure strong label={`It cost in ${month}`} value={formatAbout(actualPicoUsd, isExact)} />
      </Figures>
      <div className="mt-3">
        <LimitedRows rows={rows} noun="models">
          {(shown) => (
            <Table label={`What ${month} would have cost`}>
              <TableHead>
                <TableRow className="last:border-b">
                  <TableHeader>Model</TableHeader>
                  <TableHeader numeric>It would have cost</TableHeader>
                  <TableHeader numeric>Change</TableHeader>
                </TableRow>
              </TableHead>
              <TableBody>
                {shown.map((row) => (
                  <TableRow key={row.id}>
                    <TableCell className="wrap-anywhere min-w-32 font-medium">{row.model}</TableCell>
                    <TableCell numeric>
                      {row.atLeast && <span className="text-muted">at least </span>}
                      {formatUsd(row.costPicoUsd)}
                    </TableCell>
                    <TableCell numeric>{changeWords(row, actualPicoUsd)}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )}
        </LimitedRows>
      </div>
    </div>
  );
}

function changeWords({ changePicoUsd }: WhatIfRow, actualPicoUsd: bigint): string {
  if (changePicoUsd === 0n) return "the same";
  const sign = changePicoUsd > 0n ? "+" : "";
  const share = ratio(changePicoUsd, actualPicoUsd);
  return `${sign}${formatUsd(changePicoUsd)}${share === null ? "" : ` (${sign}${percentWords(share)})`}`;
}

/** What could not be compared, in words. */
function Exceptions({ result, facts }: { result: WhatIfResult; facts: WhatIf }) {
  const { unpricedUse, unpricedModels, rows } = result;
  const calls = unpricedUse.reduce((sum, one) => sum + one.calls, 0);
  const sentences = [
    unpricedUse.length > 0 &&
      `${countWords(calls)} ${calls === 1 ? "call" : "calls"} of ${unpricedUse.map(({ model }) => model).join(", ")} had no price and ${calls === 1 ? "is" : "are"} not compared.`,
    unpricedModels.length > 0 && `No price is known of ${unpricedModels.join(", ")}.`,
    rows.some(({ atLeast }) => atLeast) &&
      "“At least”: its long requests cost more, and a month’s sums do not tell how long each one was.",
    facts.isCut && "Only the hundred dearest models of the month are compared.",
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? null : <p className="mt-3 text-muted text-sm">{sentences.join(" ")}</p>;
}
