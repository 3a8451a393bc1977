import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Moment } from "@/lib/budgets";
import { findDeletionConsent, getThreadRules, holdThreadRules, setDeletionConsent } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import type { DeletionOutlook } from "../types";
import { announcePage, deletionDay, isDueToBeAnnounced, RESTORABLE_DAYS, withdraw } from "./announce";
import { findAnnouncement } from "./announced";
import { isAtRest, PAGE } from "./conditions";
import { momentOf } from "./days";

/**
 * Notes whether the caller agrees that old threads are deleted. What is old already is announced at once; without
 * consent every announcement is withdrawn.
 */
export async function agreeToDeletion(
  ctx: Ctx,
  { agreed }: { agreed: boolean },
  moment?: Moment,
): Promise<void> {
  const now = moment ?? (await momentOf(ctx.db));
  const { userId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const { deleteAfterDays } = await holdThreadRules(tx);
    await setDeletionConsent({ ...ctx, db: tx }, { agreed });
    if (!agreed) await withdraw(tx, sql`t.user_id = ${userId}::uuid`);
    else if (deleteAfterDays !== null) await announceAll(tx, userId, deletionDay(now, deleteAfterDays));
  });
}

async function announceAll(tx: Conn, userId: string, day: ReturnType<typeof deletionDay>): Promise<void> {
  while ((await announcePage(tx, userId, day)) === PAGE);
}

/** What the rule and the caller's consent mean for their threads now. */
export async function getDeletionOutlook(ctx: Ctx, moment?: Moment): Promise<DeletionOutlook> {
  const [rules, agreedAt, announced] = await Promise.all([
    getThreadRules(ctx.db),
    findDeletionConsent(ctx),
    findAnnouncement(ctx),
  ]);
  const { archiveAfterDays, deleteAfterDays } = rules;
  const fixed = { archiveAfterDays, deleteAfterDays, agreed: agreedAt !== null, announced };
  const restorableDays = RESTORABLE_DAYS;
  if (deleteAfterDays === null) return { ...fixed, restorableDays, next: null };
  const day = deletionDay(moment ?? (await momentOf(ctx.db)), deleteAfterDays);
  const [row] = await ctx.db.execute<{ count: string }>(sql`
    select count(*) as count from threads t
    where t.user_id = ${ctx.actor.userId}::uuid and ${isDueToBeAnnounced(day)} and ${isAtRest}`);
  const count = Number(row?.count ?? 0);
  return { ...fixed, restorableDays, next: count > 0 ? { count, on: day.on } : null };
}
