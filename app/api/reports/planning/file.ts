import { EVERY_MODEL, keyOf, type WhatIfRow, whatIf } from "@/components/admin/planning/what-if";
import { usdOnPaper } from "@/lib/finance";
import { toDecimalUsd } from "@/lib/money";
import type { SheetColumn } from "@/lib/reports";
import type { WhatIf } from "@/lib/reports/types";
import type { ListFile } from "../list-answer";

const COLUMNS: SheetColumn<WhatIfRow>[] = [
  { name: "model", read: ({ model }) => model, paper: { label: "Model", share: 0.4, lines: 2 } },
  { name: "model_id", read: ({ id }) => id },
  {
    ...{ name: "at_least", read: ({ atLeast }) => atLeast },
    paper: { label: "Known", share: 0.2, read: ({ atLeast }) => (atLeast ? "at least" : "exactly") },
  },
  {
    ...{ name: "would_have_cost_usd", read: ({ costPicoUsd }) => ({ decimal: toDecimalUsd(costPicoUsd) }) },
    paper: { label: "It would have cost, $", share: 0.2 },
  },
  {
    ...{ name: "change_usd", read: ({ changePicoUsd }) => ({ decimal: toDecimalUsd(changePicoUsd) }) },
    paper: { label: "Change, $", share: 0.2 },
  },
];

/** The last closed month at the price of each other model, from the cheapest, instead of one model or of all. */
export function whatIfFile(facts: WhatIf, instead: string | null): ListFile<WhatIfRow> {
  const chosen = facts.used.find((one) => !one.unpriced && keyOf(one) === instead);
  const { rows, actualPicoUsd, isExact } = whatIf(facts, chosen ? keyOf(chosen) : EVERY_MODEL);
  const actual = usdOnPaper(actualPicoUsd, isExact ? 0n : actualPicoUsd);
  return {
    ...{ name: `purser-planning-${facts.month}`, title: `What if ${facts.month} had run on another model` },
    only: () => [chosen && `what ran on ${chosen.model}`],
    notes: [
      `It cost ${actual}. The rows are the same tokens at today’s prices.`,
      "What had no price is not compared; of models whose long requests cost more the least is known.",
    ],
    sheet: { columns: COLUMNS, rows: [rows] },
  };
}
