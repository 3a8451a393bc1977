import { plansNamed } from "@/app/(workspace)/admin/budgets/plans/plan-page";
import { listModels } from "@/lib/assistants";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, listPlanExposures, type SheetColumn } from "@/lib/reports";
import type { PlanExposure } from "@/lib/reports/types";
import { type ListFile, searchWords } from "../list-answer";

const COLUMNS: SheetColumn<PlanExposure>[] = [
  { name: "plan", read: ({ name }) => name, paper: { label: "Plan", share: 0.14, lines: 2 } },
  { name: "plan_id", read: ({ planId }) => planId },
  {
    ...{ name: "models", read: ({ models }) => models?.join(" ") ?? null },
    paper: { label: "Models", share: 0.24, lines: 4, read: ({ models }) => models?.join(", ") ?? "all" },
  },
  {
    ...{ name: "messages_a_month", read: ({ messages }) => messages },
    paper: { label: "Messages a month", share: 0.1, numeric: true },
  },
  {
    ...{ name: "input_tokens_max", read: ({ inputTokensMax }) => inputTokensMax },
    paper: { label: "Most tokens in", share: 0.1, numeric: true },
  },
  {
    ...{ name: "output_tokens_max", read: ({ outputTokensMax }) => outputTokensMax },
    paper: { label: "Most tokens out", share: 0.1, numeric: true },
  },
  {
    ...{ name: "message_usd_max", read: ({ requestPicoUsdMax }) => decimal(requestPicoUsdMax) },
    paper: { label: "Most for a message, $", share: 0.11, numeric: true },
  },
  {
    ...{ name: "worst_case_month_usd", read: ({ exposure }) => decimal(exposure.monthPicoUsd) },
    paper: { label: "Worst case a month, $", share: 0.12, numeric: true },
  },
  { name: "members", read: ({ members }) => members, paper: { label: "Members", share: 0.09 } },
  { name: "active_members", read: ({ activeMembers }) => activeMembers },
];

/** The plans whose names have a text in them. What a plan does not limit, or bound, is empty. */
export function plansFile(ctx: Ctx, text: string | undefined): ListFile<PlanExposure> {
  return {
    ...{ name: "purser-plans", title: "Plans" },
    only: () => [searchWords(text)],
    notes: [
      "The worst case is every message of the month at the longest input and answer with the dearest model.",
      "A dash means that there is no limit.",
    ],
    sheet: { columns: COLUMNS, rows: readPlans(ctx, text) },
  };
}

async function* readPlans(ctx: Ctx, text: string | undefined): AsyncGenerator<PlanExposure[]> {
  const { plans } = await listPlanExposures(ctx, { offered: await listModels(ctx) });
  yield plansNamed(plans, text);
}

function decimal(amount: bigint | null): CsvCell {
  return amount === null ? null : { decimal: toDecimalUsd(amount) };
}
