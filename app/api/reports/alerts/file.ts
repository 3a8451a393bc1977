import { type Delivery, type DeliveryQuery, listDeliveries } from "@/lib/alerts";
import type { Ctx } from "@/lib/org/types";
import { readPages, type SheetColumn, sheetLines } from "@/lib/reports";

const ROWS_AT_ONCE = 1_000;

const COLUMNS: SheetColumn<Delivery>[] = [
  { name: "id", read: ({ deliveryId }) => deliveryId },
  { name: "since", read: ({ createdAt }) => createdAt },
  { name: "about", read: ({ kind }) => kind },
  { name: "alert", read: ({ sentence }) => sentence },
  { name: "channel", read: ({ channelName }) => channelName },
  { name: "channel_kind", read: ({ channelKind }) => channelKind },
  { name: "recipient", read: ({ recipient }) => recipient },
  { name: "state", read: ({ state }) => state },
  { name: "sent_at", read: ({ sentAt }) => sentAt },
  { name: "tries", read: ({ attempts }) => attempts },
  { name: "last_error", read: ({ lastError }) => lastError },
];

/** The history's lines, the newest first, read page by page as they are asked for. */
export function alertsFile(ctx: Ctx, query: DeliveryQuery): AsyncGenerator<string> {
  const rows = readPages(async (cursor) => {
    const { deliveries, nextCursor } = await listDeliveries(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    return { rows: deliveries, nextCursor };
  });
  return sheetLines({ columns: COLUMNS, rows });
}
