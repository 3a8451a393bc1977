import { and, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { fromPlace, readCursor, toPlace, writeCursor } from "@/db/cursor";
import { attempts, users } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import type { EstimatedCall, EstimatePage, EstimateQuery } from "./integrity-types";

const PAGE_SIZE = 50;
const PAGE_SIZE_MAX = 1_000;

/** The first half says it in the words of the index. */
export const isEstimate = sql`${attempts.certainty} <> 'exact' and ${attempts.certainty} = 'estimated'`;

/**
 * The calls whose amount is still an estimate, the newest first; 50 a page and at most 1,000. For admins, a member gets
 * `not_found`.
 */
export async function listEstimates(ctx: Ctx, query: EstimateQuery = {}): Promise<EstimatePage> {
  assertAdmin(ctx.actor);
  const limit = Math.min(Math.max(query.limit ?? PAGE_SIZE, 1), PAGE_SIZE_MAX);
  const place = readCursor(query.cursor, "instant");
  const rows = await ctx.db
    .select({ ...columns, place: toPlace(attempts.endedAt) })
    .from(attempts)
    .innerJoin(users, eq(users.id, attempts.userId))
    .where(
      and(
        isEstimate,
        matching(query.text),
        query.reason && eq(attempts.certaintyReason, query.reason),
        place ? sql`(${attempts.endedAt}, ${attempts.id}) < ${fromPlace(place)}` : undefined,
      ),
    )
    .orderBy(desc(attempts.endedAt), desc(attempts.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    calls: shown.map(({ place: _, ...call }): EstimatedCall => call),
    nextCursor: last ? writeCursor({ by: last.place, id: last.attemptId }) : null,
  };
}

const columns = {
  attemptId: attempts.id,
  memberName: users.name,
  model: attempts.model,
  purpose: attempts.purpose,
  endedAt: sql<Date>`${attempts.endedAt}`.mapWith(attempts.endedAt),
  costPicoUsd: sql<PicoUsd>`${attempts.costPicoUsd}`.mapWith(BigInt),
  reason: attempts.certaintyReason,
  askAgainAt: attempts.askAgainAt,
  asked: attempts.asked,
};

function matching(text: string | undefined): SQL | undefined {
  if (!text?.trim()) return undefined;
  const pattern = containing(text);
  return or(ilike(users.name, pattern), ilike(users.email, pattern), ilike(attempts.model, pattern));
}
