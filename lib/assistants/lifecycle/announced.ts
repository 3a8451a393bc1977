import { and, isNotNull, sql } from "drizzle-orm";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { isListed } from "../threads/own";
import type { Announcement, OldThreadPage } from "../types";
import { type Cursor, listOldThreads } from "./old-threads";

const isAnnounced = isNotNull(threads.deletesAt);

/** How many of the caller's threads will be deleted for their age, and when the first; null where none is announced. */
export async function findAnnouncement(ctx: Ctx): Promise<Announcement | null> {
  const [row] = await ctx.db
    .select({
      count: sql<number>`count(*)`.mapWith(Number),
      on: sql<Date | null>`min(${threads.deletesAt})`.mapWith(threads.deletesAt),
    })
    .from(threads)
    .where(and(isListed(ctx), isAnnounced));
  return row?.on ? { count: row.count, on: row.on } : null;
}

/** One page of the caller's threads that will be deleted; `at` is when. */
export function listAnnounced(ctx: Ctx, query: Cursor = {}): Promise<OldThreadPage> {
  return listOldThreads(ctx, { ...query, place: threads.deletesAt, where: and(isListed(ctx), isAnnounced) });
}
