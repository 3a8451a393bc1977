import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { UNDO_HOURS } from "../threads/erase";
import type { DeletedThreadPage } from "../types";
import { RESTORABLE_DAYS } from "./announce";
import { type Cursor, listOldThreads } from "./old-threads";

const HOUR_MS = 3_600_000;

/** One page of the caller's deleted threads that can still be restored, the last deleted first. */
export async function listDeletedThreads(ctx: Ctx, query: Cursor = {}): Promise<DeletedThreadPage> {
  const { threads: rows, nextCursor } = await listOldThreads(ctx, {
    ...query,
    place: threads.deletedAt,
    where: and(
      eq(threads.userId, ctx.actor.userId),
      isNotNull(threads.deletedAt),
      isNull(threads.erasedAt),
      isNull(threads.apiKeyId),
    ),
  });
  const erasedAt = (at: Date, byAge: boolean) =>
    new Date(at.getTime() + (byAge ? RESTORABLE_DAYS * 24 : UNDO_HOURS) * HOUR_MS);
  return { threads: rows.map((row) => ({ ...row, erasedAt: erasedAt(row.at, row.byAge) })), nextCursor };
}
