import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { AppError } from "@/lib/errors";
import { formatExactUsd, type PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { getDefaultThresholds } from "./default-thresholds";
import { AT_THE_LIMIT } from "./fire";
import { readBudget } from "./list-all";
import { lockBudgetsAlone } from "./lock";
import { deleteBudget, writeBudget } from "./set";
import type { ThreadLimit } from "./types";

const keyOf = (threadId: string) =>
  ({
    scope: "thread",
    scopeId: threadId.toLowerCase(),
    period: "total",
    unit: "usd",
    onLimit: "block",
  }) as const;

/** The limit of one of the caller's threads; null where it has none. Throws `not_found`. */
export async function findThreadLimit(
  ctx: Ctx,
  { threadId }: { threadId: string },
): Promise<ThreadLimit | null> {
  const found = await getOwn(ctx.db, ctx, threadId);
  if (!found.exists) return null;
  const budget = await readBudget(ctx.db, keyOf(threadId));
  if (!budget?.standing) return null;
  const { effectiveLimit, spent } = budget.standing;
  return { limit: effectiveLimit, spent, isOwn: found.isOwn };
}

/**
 * Limits what one of the caller's threads may cost in all, null to take the limit away; what was spent in it already
 * counts. Throws `not_found`, `invalid` for an amount, and `forbidden` where an admin limits it.
 */
export async function setThreadLimit(
  ctx: Ctx,
  { threadId, limit }: { threadId: string; limit: PicoUsd | null },
): Promise<void> {
  const key = keyOf(threadId);
  await ctx.db.transaction(async (tx) => {
    // From here on nobody else changes a budget, so that an admin's limit is not replaced unseen.
    await lockBudgetsAlone(tx);
    const found = await getOwn(tx, ctx, threadId);
    if (found.exists && !found.isOwn) {
      const budget = await readBudget(tx, key);
      throw new AppError(
        "forbidden",
        `An admin limits this thread to ${formatExactUsd(budget?.limit ?? 0n)}: ask them to change it.`,
      );
    }
    const within = { ...ctx, db: tx };
    if (limit !== null)
      await writeBudget(within, { ...key, limit, thresholds: await thresholdsFor(tx, found) });
    else if (found.exists) await deleteBudget(within, key);
  });
}

/** What was limited before members' limits were told has no percentages of its own, and gets them when it is changed. */
async function thresholdsFor(conn: Conn, { hasNone }: Found): Promise<number[] | undefined> {
  if (!hasNone) return undefined;
  return (await getDefaultThresholds(conn)).filter((percent) => percent < AT_THE_LIMIT);
}

type Found = { exists: boolean; isOwn: boolean; hasNone: boolean };

/** A stranger's thread behaves like a missing one. */
async function getOwn(conn: Conn, { actor }: Ctx, threadId: string): Promise<Found> {
  const { scope, scopeId, period, unit, onLimit } = keyOf(threadId);
  const [row] = isId(threadId)
    ? await conn.execute<Found>(sql`
        select b.id is not null as exists, coalesce(b.updated_by = t.user_id, false) as "isOwn",
          coalesce(b.thresholds = '{}', false) as "hasNone"
        from threads t
        left join budgets b on b.scope = ${scope} and b.scope_id = ${scopeId} and b.period = ${period}
          and b.unit = ${unit} and b.on_limit = ${onLimit}
        where t.id = ${threadId}::uuid and t.user_id = ${actor.userId}::uuid
          and t.deleted_at is null and t.merged_into_id is null and t.api_key_id is null`)
    : [];
  if (!row) throw new AppError("not_found", "This thread does not exist or was deleted.");
  return row;
}
