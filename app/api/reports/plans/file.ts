import { plansNamed } from "@/app/(workspace)/admin/budgets/plans/plan-page";
import { listModels } from "@/lib/assistants";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, csvLine, listPlanExposures } from "@/lib/reports";
import type { PlanExposure } from "@/lib/reports/types";

const COLUMNS: [string, (plan: PlanExposure) => CsvCell][] = [
  ["plan", ({ name }) => name],
  ["plan_id", ({ planId }) => planId],
  ["models", ({ models }) => models?.join(" ") ?? null],
  ["messages_a_month", ({ messages }) => messages],
  ["input_tokens_max", ({ inputTokensMax }) => inputTokensMax],
  ["output_tokens_max", ({ outputTokensMax }) => outputTokensMax],
  ["message_usd_max", ({ requestPicoUsdMax }) => decimal(requestPicoUsdMax)],
  ["worst_case_month_usd", ({ exposure }) => decimal(exposure.monthPicoUsd)],
  ["members", ({ members }) => members],
  ["active_members", ({ activeMembers }) => activeMembers],
];

/** The plans whose names have a text in them as lines. What a plan does not limit, or bound, is empty. */
export async function* plansFile(ctx: Ctx, text: string | undefined): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  const { plans } = await listPlanExposures(ctx, { offered: await listModels(ctx) });
  yield plansNamed(plans, text)
    .map((plan) => csvLine(COLUMNS.map(([, read]) => read(plan))))
    .join("");
}

function decimal(amount: bigint | null): CsvCell {
  return amount === null ? null : { decimal: toDecimalUsd(amount) };
}
