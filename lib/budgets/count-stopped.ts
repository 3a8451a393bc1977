import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { getEnv } from "@/lib/env";
import type { Ctx } from "@/lib/org/types";
import { limitAt } from "./at-moment";
import type { StandingBudget } from "./list-all";
import { requireAdmin } from "./set";
import { sharesInForce } from "./shares-in-force";
import type { Amount, Budget } from "./types";

type Change = { before: Budget | null; after: StandingBudget };

/**
 * How many a changed budget stops, or hands to a cheaper model, that it did not before: of one that each member has a
 * share of the members, of one that is shared one. A limit of nothing stops also who has spent nothing. Admins only.
 */
export async function countStopped(ctx: Ctx, { before, after }: Change, now = new Date()): Promise<number> {
  requireAdmin(ctx);
  const { standing, onLimit, limit } = after;
  if (onLimit === "notify" || (before && before.limit <= limit)) return 0;
  if (!standing) return countShares(ctx.db, { before, after }, now);
  const { spent, effectiveLimit } = standing;
  const isNew = before === null || spent < effectiveLimit - limit + before.limit;
  return isNew && spent >= effectiveLimit ? 1 : 0;
}

async function countShares(conn: Conn, { before, after }: Change, at: Date): Promise<number> {
  const moment = { at, timeZone: getEnv().ORG_TIME_ZONE };
  const { from, where } = sharesInForce(after, moment);
  const limitOf = (limit: Amount): SQL =>
    limitAt(
      {
        limit: sql`${String(limit)}::bigint`,
        budgetId: sql`${after.budgetId}::uuid`,
        subjectId: sql`u.id::text`,
      },
      moment,
    );
  const [row] = await conn.execute<{ stopped: number }>(sql`
    select count(*)::int as stopped from ${from}
    where ${where} and used.spent >= ${limitOf(after.limit)}
      and ${before ? sql`used.spent < ${limitOf(before.limit)}` : sql`true`}`);
  return row?.stopped ?? 0;
}
