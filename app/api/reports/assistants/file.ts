import { listSharedAssistants, type SharedAssistantQuery } from "@/lib/assistants";
import type { AssistantItem } from "@/lib/assistants/types";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import {
  listAssistantSpend,
  NO_USAGE,
  readPages,
  type SheetColumn,
  sheetLines,
  type UsageSum,
} from "@/lib/reports";

const ROWS_AT_ONCE = 500;

type Row = { assistant: AssistantItem; spend: UsageSum };

const COLUMNS: SheetColumn<Row>[] = [
  { name: "name", read: ({ assistant }) => assistant.name },
  { name: "description", read: ({ assistant }) => assistant.description },
  { name: "assistant_id", read: ({ assistant }) => assistant.id },
  { name: "made_by", read: ({ assistant }) => assistant.makerName },
  { name: "seen_by", read: ({ assistant }) => assistant.visibility },
  { name: "department", read: ({ assistant }) => assistant.departmentName },
  { name: "model", read: ({ assistant }) => assistant.model },
  { name: "state", read: ({ assistant }) => (assistant.archived ? "archived" : "in the gallery") },
  { name: "answers_this_month", read: ({ spend }) => spend.answers },
  { name: "cost_this_month_usd", read: ({ spend }) => ({ decimal: toDecimalUsd(spend.costPicoUsd) }) },
  { name: "estimated_usd", read: ({ spend }) => ({ decimal: toDecimalUsd(spend.estimatedPicoUsd) }) },
];

/** Shared assistants as lines, by name, read page by page as they are asked for. An empty model is the member's choice. */
export function assistantsFile(ctx: Ctx, query: SharedAssistantQuery): AsyncGenerator<string> {
  const rows = readPages(async (cursor) => {
    const { assistants, nextCursor } = await listSharedAssistants(ctx, {
      ...query,
      cursor,
      limit: ROWS_AT_ONCE,
    });
    return { rows: await withSpend(ctx, assistants), nextCursor };
  });
  return sheetLines({ columns: COLUMNS, rows });
}

async function withSpend(ctx: Ctx, assistants: AssistantItem[]): Promise<Row[]> {
  const found = await listAssistantSpend(ctx, { assistantIds: assistants.map(({ id }) => id) });
  const spends = new Map(found.map((spend) => [spend.assistantId, spend]));
  return assistants.map((assistant) => ({ assistant, spend: spends.get(assistant.id) ?? NO_USAGE }));
}
