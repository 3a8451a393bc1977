import { listSharedAssistants, type SharedAssistantQuery } from "@/lib/assistants";
import type { AssistantItem } from "@/lib/assistants/types";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { listAssistantSpend, NO_USAGE, readPages, type SheetColumn, type UsageSum } from "@/lib/reports";
import { type ListFile, searchWords } from "../list-answer";

const ROWS_AT_ONCE = 500;

type Row = { assistant: AssistantItem; spend: UsageSum };

const COLUMNS: SheetColumn<Row>[] = [
  { name: "name", read: ({ assistant }) => assistant.name, paper: { label: "Name", share: 0.15, lines: 2 } },
  {
    ...{ name: "description", read: ({ assistant }) => assistant.description },
    paper: { label: "Description", share: 0.17, lines: 5 },
  },
  { name: "assistant_id", read: ({ assistant }) => assistant.id },
  {
    ...{ name: "made_by", read: ({ assistant }) => assistant.makerName },
    paper: { label: "Made by", share: 0.1, lines: 2 },
  },
  {
    ...{ name: "seen_by", read: ({ assistant }) => assistant.visibility },
    paper: { label: "Seen by", share: 0.1, lines: 2, read: ({ assistant }) => seenBy(assistant) },
  },
  { name: "department", read: ({ assistant }) => assistant.departmentName },
  {
    ...{ name: "model", read: ({ assistant }) => assistant.model },
    paper: {
      label: "Model",
      share: 0.13,
      lines: 2,
      read: ({ assistant }) => assistant.model ?? "The member’s",
    },
  },
  {
    ...{ name: "state", read: ({ assistant }) => (assistant.archived ? "archived" : "in the gallery") },
    paper: { label: "State", share: 0.09 },
  },
  {
    ...{ name: "answers_this_month", read: ({ spend }) => spend.answers },
    paper: { label: "Answers", share: 0.06, sums: true },
  },
  {
    ...{ name: "cost_this_month_usd", read: ({ spend }) => ({ decimal: toDecimalUsd(spend.costPicoUsd) }) },
    paper: { label: "Cost, $", share: 0.11, sums: true },
  },
  {
    ...{ name: "estimated_usd", read: ({ spend }) => ({ decimal: toDecimalUsd(spend.estimatedPicoUsd) }) },
    paper: { label: "Estimated, $", share: 0.09, sums: true },
  },
];

/** Shared assistants by name, read page by page as they are asked for. An empty model is the member's choice. */
export function assistantsFile(ctx: Ctx, query: SharedAssistantQuery): ListFile<Row> {
  const rows = readPages(async (cursor) => {
    const { assistants, nextCursor } = await listSharedAssistants(ctx, {
      ...query,
      cursor,
      limit: ROWS_AT_ONCE,
    });
    return { rows: await withSpend(ctx, assistants), nextCursor };
  });
  return {
    ...{ name: "purser-assistants", title: "Shared assistants" },
    only: () => [
      searchWords(query.text),
      query.state && (query.state === "used" ? "in the gallery" : "archived"),
    ],
    notes: ["Answers and costs are of this month; of the cost, what was counted by Purser is estimated."],
    sheet: { columns: COLUMNS, rows },
  };
}

function seenBy({ visibility, departmentName }: AssistantItem): string {
  return visibility === "everyone" ? "everyone" : (departmentName ?? "a department");
}

async function withSpend(ctx: Ctx, assistants: AssistantItem[]): Promise<Row[]> {
  const found = await listAssistantSpend(ctx, { assistantIds: assistants.map(({ id }) => id) });
  const spends = new Map(found.map((spend) => [spend.assistantId, spend]));
  return assistants.map((assistant) => ({ assistant, spend: spends.get(assistant.id) ?? NO_USAGE }));
}
