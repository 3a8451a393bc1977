import { type Delivery, type DeliveryQuery, listDeliveries } from "@/lib/alerts";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, csvLine } from "@/lib/reports";

const ROWS_AT_ONCE = 1_000;

const COLUMNS: [string, (row: Delivery) => CsvCell][] = [
  ["id", ({ deliveryId }) => deliveryId],
  ["since", ({ createdAt }) => createdAt],
  ["about", ({ kind }) => kind],
  ["alert", ({ sentence }) => sentence],
  ["channel", ({ channelName }) => channelName],
  ["channel_kind", ({ channelKind }) => channelKind],
  ["recipient", ({ recipient }) => recipient],
  ["state", ({ state }) => state],
  ["sent_at", ({ sentAt }) => sentAt],
  ["tries", ({ attempts }) => attempts],
  ["last_error", ({ lastError }) => lastError],
];

/** The history's lines, the newest first, read page by page as they are asked for. */
export async function* alertsFile(ctx: Ctx, query: DeliveryQuery): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  let cursor: string | undefined;
  do {
    const { deliveries, nextCursor } = await listDeliveries(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    yield deliveries.map((row) => csvLine(COLUMNS.map(([, read]) => read(row)))).join("");
    cursor = nextCursor ?? undefined;
  } while (cursor);
}
