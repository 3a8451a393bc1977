import { and, desc, isNotNull, type SQL, sql } from "drizzle-orm";
import { outbox } from "@/db/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { parseCursor, writeCursor } from "./cursor";
import { readNames } from "./names";
import { type Alerted, isUrgent, readPayload } from "./payload";
import type { AlertListItem, AlertPage } from "./types";
import { type Names, sentenceOf } from "./words";

const PAGE_MAX = 50;

/** Delivered alerts, the newest first, at most fifty a page. For admins; a member gets `not_found`. */
export async function listAlerts(
  ctx: Ctx,
  input: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<AlertPage> {
  if (ctx.actor.role === "member") throw new AppError("not_found", "This page does not exist.");
  const limit = Math.min(Math.max(input.limit ?? PAGE_MAX, 1), PAGE_MAX);
  const rows = await ctx.db
    .select()
    .from(outbox)
    .where(and(isNotNull(outbox.deliveredAt), after(input.cursor)))
    .orderBy(desc(outbox.deliveredAt), desc(outbox.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const alerted = shown.map((row) => ({ row, about: readPayload(row.kind, row.payload) }));
  const names = await readNames(
    ctx.db,
    alerted.map(({ about }) => about),
  );
  const alerts = alerted.map(({ row, about }) => toItem(row, about, names));
  return { alerts, nextCursor: rows.length > limit ? cursorAfter(shown.at(-1)) : null };
}

function cursorAfter(row: Row | undefined): string | null {
  return row?.deliveredAt ? writeCursor({ deliveredAt: row.deliveredAt, alertId: row.id }) : null;
}

function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const { deliveredAt, alertId } = parseCursor(cursor);
  return sql`(${outbox.deliveredAt}, ${outbox.id}) < (${deliveredAt.toISOString()}::timestamptz, ${alertId}::uuid)`;
}

type Row = typeof outbox.$inferSelect;

function toItem({ id, kind, createdAt }: Row, about: Alerted, names: Names): AlertListItem {
  return {
    alertId: id,
    kind,
    urgent: isUrgent(about),
    sentence: sentenceOf(about, names, getEnv().ORG_TIME_ZONE),
    happenedAt: createdAt,
  };
}
