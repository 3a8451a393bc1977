import { KIND_WORDS } from "@/components/admin/alerts/words";
import { type AlertListItem, type AlertQuery, listAlerts } from "@/lib/alerts";
import type { Ctx } from "@/lib/org/types";
import { readPages, type SheetColumn } from "@/lib/reports";
import { type ListFile, searchWords } from "../list-answer";

const COLUMNS: SheetColumn<AlertListItem>[] = [
  { name: "id", read: ({ alertId }) => alertId },
  { name: "happened_at", read: ({ happenedAt }) => happenedAt, paper: { label: "When", share: 0.14 } },
  {
    ...{ name: "about", read: ({ kind }) => kind },
    paper: { label: "About", share: 0.16, lines: 2, read: ({ kind }) => KIND_WORDS[kind].label },
  },
  {
    ...{ name: "urgent", read: ({ urgent }) => urgent },
    paper: { label: "Urgent", share: 0.08, read: ({ urgent }) => (urgent ? "yes" : "") },
  },
  { name: "alert", read: ({ sentence }) => sentence, paper: { label: "Alert", share: 0.62, lines: 4 } },
];

/** Alerts, the newest first, read page by page as they are asked for. */
export function happenedFile(ctx: Ctx, query: AlertQuery): ListFile<AlertListItem> {
  const rows = readPages(async (cursor) => {
    const { alerts, nextCursor } = await listAlerts(ctx, { ...query, cursor });
    return { rows: alerts, nextCursor };
  });
  return {
    ...{
      name: "purser-happened",
      title: "Alerts",
      notes: ["The newest first, also what no channel was told."],
    },
    only: () => [searchWords(query.text), query.kind && KIND_WORDS[query.kind].label.toLowerCase()],
    sheet: { columns: COLUMNS, rows },
  };
}
