import { KIND_WORDS, STATE_WORDS } from "@/components/admin/alerts/words";
import { type Delivery, type DeliveryQuery, listChannels, listDeliveries } from "@/lib/alerts";
import type { Ctx } from "@/lib/org/types";
import { readPages, type SheetColumn } from "@/lib/reports";
import { type ListFile, searchWords } from "../list-answer";

const ROWS_AT_ONCE = 1_000;

const COLUMNS: SheetColumn<Delivery>[] = [
  { name: "id", read: ({ deliveryId }) => deliveryId },
  { name: "since", read: ({ createdAt }) => createdAt, paper: { label: "Since", share: 0.13 } },
  {
    ...{ name: "about", read: ({ kind }) => kind },
    paper: { label: "About", share: 0.12, lines: 2, read: ({ kind }) => KIND_WORDS[kind].label },
  },
  { name: "alert", read: ({ sentence }) => sentence, paper: { label: "Alert", share: 0.28, lines: 4 } },
  {
    ...{ name: "channel", read: ({ channelName }) => channelName },
    paper: { label: "Channel", share: 0.11, lines: 2 },
  },
  { name: "channel_kind", read: ({ channelKind }) => channelKind },
  {
    ...{ name: "recipient", read: ({ recipient }) => recipient },
    paper: { label: "Recipient", share: 0.13, lines: 2 },
  },
  {
    ...{ name: "state", read: ({ state }) => state },
    paper: { label: "Outcome", share: 0.07, read: ({ state }) => STATE_WORDS[state] },
  },
  { name: "sent_at", read: ({ sentAt }) => sentAt },
  { name: "tries", read: ({ attempts }) => attempts, paper: { label: "Tries", share: 0.05 } },
  {
    ...{ name: "last_error", read: ({ lastError }) => lastError },
    paper: { label: "What went wrong", share: 0.11, lines: 4 },
  },
];

/** The history, the newest first, read page by page as they are asked for. */
export function alertsFile(ctx: Ctx, query: DeliveryQuery): ListFile<Delivery> {
  const rows = readPages(async (cursor) => {
    const { deliveries, nextCursor } = await listDeliveries(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    return { rows: deliveries, nextCursor };
  });
  return {
    ...{ name: "purser-alerts", title: "Alerts that were sent", notes: ["The newest first."] },
    only: async () => [
      searchWords(query.text),
      query.state && `outcome ${STATE_WORDS[query.state].toLowerCase()}`,
      query.kind && KIND_WORDS[query.kind].label.toLowerCase(),
      query.channelId && `channel ${await channelName(ctx, query.channelId)}`,
    ],
    sheet: { columns: COLUMNS, rows },
  };
}

async function channelName(ctx: Ctx, channelId: string): Promise<string> {
  const channel = (await listChannels(ctx)).find((one) => one.channelId === channelId);
  return channel ? `“${channel.name}”` : "that is not known";
}
