import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { costRows } from "./cost-rows";
import { spanOf } from "./span";
import type { AssistantSpend, ReportInput } from "./types";
import { toUsage, type UsageRow, usageAnswer } from "./usage-row";

type AssistantSpendInput = ReportInput & { assistantIds: readonly string[] };

/** What was asked of these assistants in the month, by everyone; one that nobody asked is left out. Throws `not_found` for a member. */
export async function listAssistantSpend(ctx: Ctx, input: AssistantSpendInput): Promise<AssistantSpend[]> {
  assertAdmin(ctx.actor);
  const { assistantIds } = input;
  if (assistantIds.length === 0) return [];
  const span = spanOf(input);
  const rows = costRows({
    ...{ from: span.firstDay, to: span.lastDay, group: "assistant", step: "range" },
    filters: { assistant: assistantIds },
  });
  const found = await ctx.db.execute<UsageRow & { key: string }>(
    sql`select key, ${usageAnswer} from (${rows}) rows group by key order by key`,
  );
  return found.map(({ key, ...row }) => ({ assistantId: key, ...toUsage(row) }));
}
