import { listSharedAssistants, type SharedAssistantQuery } from "@/lib/assistants";
import type { AssistantItem } from "@/lib/assistants/types";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, csvLine, listAssistantSpend, NO_USAGE, type UsageSum } from "@/lib/reports";

const ROWS_AT_ONCE = 500;

type Row = { assistant: AssistantItem; spend: UsageSum };

const COLUMNS: [string, (row: Row) => CsvCell][] = [
  ["name", ({ assistant }) => assistant.name],
  ["description", ({ assistant }) => assistant.description],
  ["assistant_id", ({ assistant }) => assistant.id],
  ["made_by", ({ assistant }) => assistant.makerName],
  ["seen_by", ({ assistant }) => assistant.visibility],
  ["department", ({ assistant }) => assistant.departmentName],
  ["model", ({ assistant }) => assistant.model],
  ["state", ({ assistant }) => (assistant.archived ? "archived" : "in the gallery")],
  ["answers_this_month", ({ spend }) => spend.answers],
  ["cost_this_month_usd", ({ spend }) => ({ decimal: toDecimalUsd(spend.costPicoUsd) })],
  ["estimated_usd", ({ spend }) => ({ decimal: toDecimalUsd(spend.estimatedPicoUsd) })],
];

/** Shared assistants as lines, by name, read page by page as they are asked for. An empty model is the member's choice. */
export async function* assistantsFile(ctx: Ctx, query: SharedAssistantQuery): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  let cursor: string | undefined;
  do {
    const page = await listSharedAssistants(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    const rows = await withSpend(ctx, page.assistants);
    yield rows.map((row) => csvLine(COLUMNS.map(([, read]) => read(row)))).join("");
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

async function withSpend(ctx: Ctx, assistants: AssistantItem[]): Promise<Row[]> {
  const found = await listAssistantSpend(ctx, { assistantIds: assistants.map(({ id }) => id) });
  const spends = new Map(found.map((spend) => [spend.assistantId, spend]));
  return assistants.map((assistant) => ({ assistant, spend: spends.get(assistant.id) ?? NO_USAGE }));
}
