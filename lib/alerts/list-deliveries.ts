import { and, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { fromPlace, readCursor, toPlace, writeCursor } from "@/db/cursor";
import { isId } from "@/db/id";
import { alertChannels, alertDeliveries, outbox } from "@/db/schema";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./admin-only";
import { isAbout } from "./matching";
import { readNames } from "./names";
import { findPayload, UNREADABLE } from "./payload";
import type { Delivery, DeliveryPage, DeliveryQuery } from "./types";
import { type Names, sentenceOf } from "./words";

const PAGE_SIZE = 50;
const PAGE_SIZE_MAX = 1_000;

/** What was sent, is to be sent or failed, the newest first; 50 a page and at most 1,000. Throws `not_found` for a member. */
export async function listDeliveries(ctx: Ctx, query: DeliveryQuery = {}): Promise<DeliveryPage> {
  requireAdmin(ctx);
  const limit = Math.min(Math.max(query.limit ?? PAGE_SIZE, 1), PAGE_SIZE_MAX);
  const rows = await ctx.db
    .select({ delivery: alertDeliveries, alert: outbox, channel: alertChannels, place: toPlace(createdAt) })
    .from(alertDeliveries)
    .innerJoin(outbox, eq(outbox.id, alertDeliveries.alertId))
    .leftJoin(alertChannels, eq(alertChannels.id, alertDeliveries.channelId))
    .where(and(...conditionsOf(query)))
    .orderBy(desc(createdAt), desc(alertDeliveries.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const names = await readNames(
    ctx.db,
    shown.flatMap(({ alert }) => findPayload(alert.kind, alert.payload) ?? []),
  );
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    deliveries: shown.map((row) => toDelivery(row, names)),
    nextCursor: last ? writeCursor({ by: last.place, id: last.delivery.id }) : null,
  };
}

const { createdAt } = alertDeliveries;

function conditionsOf({ text, state, kind, channelId, cursor }: DeliveryQuery): SQL[] {
  const conditions: SQL[] = [];
  const matching = text?.trim() ? matches(text) : undefined;
  if (matching) conditions.push(matching);
  if (state) conditions.push(eq(alertDeliveries.state, state));
  if (kind) conditions.push(eq(outbox.kind, kind));
  if (channelId) {
    conditions.push(isId(channelId) ? eq(alertDeliveries.channelId, channelId) : sql`false`);
  }
  const place = readCursor(cursor, "instant");
  if (place) conditions.push(sql`(${createdAt}, ${alertDeliveries.id}) < ${fromPlace(place)}`);
  return conditions;
}

function matches(text: string): SQL | undefined {
  const pattern = containing(text);
  return or(isAbout(text), ilike(alertDeliveries.recipient, pattern), ilike(alertChannels.name, pattern));
}

type Row = {
  delivery: typeof alertDeliveries.$inferSelect;
  alert: typeof outbox.$inferSelect;
  channel: typeof alertChannels.$inferSelect | null;
};

function toDelivery({ delivery, alert, channel }: Row, names: Names): Delivery {
  const { id, recipient, state, attempts, lastError, nextTryAt, createdAt: at, sentAt } = delivery;
  const about = findPayload(alert.kind, alert.payload);
  return {
    deliveryId: id,
    kind: alert.kind,
    sentence: about ? sentenceOf(about, names, getEnv().ORG_TIME_ZONE) : UNREADABLE,
    channelName: channel?.name ?? "Own email",
    channelKind: channel?.kind ?? "email",
    recipient: recipient || (channel?.host ?? ""),
    ...{ state, attempts, lastError, sentAt, createdAt: at },
    nextTryAt: state === "waiting" ? nextTryAt : null,
  };
}
