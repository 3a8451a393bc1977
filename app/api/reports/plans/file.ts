import { plansNamed } from "@/app/(workspace)/admin/budgets/plans/plan-page";
import { listModels } from "@/lib/assistants";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, listPlanExposures, type SheetColumn, sheetLines } from "@/lib/reports";
import type { PlanExposure } from "@/lib/reports/types";

const COLUMNS: SheetColumn<PlanExposure>[] = [
  { name: "plan", read: ({ name }) => name },
  { name: "plan_id", read: ({ planId }) => planId },
  { name: "models", read: ({ models }) => models?.join(" ") ?? null },
  { name: "messages_a_month", read: ({ messages }) => messages },
  { name: "input_tokens_max", read: ({ inputTokensMax }) => inputTokensMax },
  { name: "output_tokens_max", read: ({ outputTokensMax }) => outputTokensMax },
  { name: "message_usd_max", read: ({ requestPicoUsdMax }) => decimal(requestPicoUsdMax) },
  { name: "worst_case_month_usd", read: ({ exposure }) => decimal(exposure.monthPicoUsd) },
  { name: "members", read: ({ members }) => members },
  { name: "active_members", read: ({ activeMembers }) => activeMembers },
];

/** The plans whose names have a text in them as lines. What a plan does not limit, or bound, is empty. */
export async function* plansFile(ctx: Ctx, text: string | undefined): AsyncGenerator<string> {
  const { plans } = await listPlanExposures(ctx, { offered: await listModels(ctx) });
  yield* sheetLines({ columns: COLUMNS, rows: [plansNamed(plans, text)] });
}

function decimal(amount: bigint | null): CsvCell {
  return amount === null ? null : { decimal: toDecimalUsd(amount) };
}
