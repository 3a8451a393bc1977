import { type AlertListItem, type AlertQuery, listAlerts } from "@/lib/alerts";
import type { Ctx } from "@/lib/org/types";
import { readPages, type SheetColumn, sheetLines } from "@/lib/reports";

const COLUMNS: SheetColumn<AlertListItem>[] = [
  { name: "id", read: ({ alertId }) => alertId },
  { name: "happened_at", read: ({ happenedAt }) => happenedAt },
  { name: "about", read: ({ kind }) => kind },
  { name: "urgent", read: ({ urgent }) => urgent },
  { name: "alert", read: ({ sentence }) => sentence },
];

/** Alerts as lines, the newest first, read page by page as they are asked for. */
export function happenedFile(ctx: Ctx, query: AlertQuery): AsyncGenerator<string> {
  const rows = readPages(async (cursor) => {
    const { alerts, nextCursor } = await listAlerts(ctx, { ...query, cursor });
    return { rows: alerts, nextCursor };
  });
  return sheetLines({ columns: COLUMNS, rows });
}
