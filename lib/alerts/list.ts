import { and, desc, eq, getTableColumns, isNotNull, type SQL, sql } from "drizzle-orm";
import { fromPlace, readCursor, toPlace, writeCursor } from "@/db/cursor";
import { outbox } from "@/db/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { isAbout } from "./matching";
import { readNames } from "./names";
import { type Alerted, findPayload, isUrgent, UNREADABLE } from "./payload";
import type { AlertListItem, AlertPage, AlertQuery } from "./types";
import { type Names, sentenceOf } from "./words";

const PAGE_MAX = 50;

/** Delivered alerts, the newest first, at most fifty a page. For admins; a member gets `not_found`. */
export async function listAlerts(ctx: Ctx, input: AlertQuery = {}): Promise<AlertPage> {
  if (ctx.actor.role === "member") throw new AppError("not_found", "This page does not exist.");
  const limit = Math.min(Math.max(input.limit ?? PAGE_MAX, 1), PAGE_MAX);
  const rows = await ctx.db
    .select({ ...getTableColumns(outbox), place: toPlace(outbox.deliveredAt) })
    .from(outbox)
    .where(and(isNotNull(outbox.deliveredAt), ...conditionsOf(input)))
    .orderBy(desc(outbox.deliveredAt), desc(outbox.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const alerted = shown.map((row) => ({ row, about: findPayload(row.kind, row.payload) }));
  const names = await readNames(
    ctx.db,
    alerted.flatMap(({ about }) => about ?? []),
  );
  const alerts = alerted.map(({ row, about }) => toItem(row, about, names));
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { alerts, nextCursor: last ? writeCursor({ by: last.place, id: last.id }) : null };
}

function conditionsOf({ text, kind, cursor }: AlertQuery): (SQL | undefined)[] {
  return [text?.trim() ? isAbout(text) : undefined, kind && eq(outbox.kind, kind), after(cursor)];
}

function after(cursor: string | undefined): SQL | undefined {
  const place = readCursor(cursor, "instant");
  return place ? sql`(${outbox.deliveredAt}, ${outbox.id}) < ${fromPlace(place)}` : undefined;
}

type Row = typeof outbox.$inferSelect;

function toItem({ id, kind, createdAt }: Row, about: Alerted | null, names: Names): AlertListItem {
  return {
    alertId: id,
    kind,
    urgent: about !== null && isUrgent(about),
    sentence: about ? sentenceOf(about, names, getEnv().ORG_TIME_ZONE) : UNREADABLE,
    happenedAt: createdAt,
  };
}
