import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { alertChannels, alertDeliveries } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./admin-only";

/**
 * Puts a delivery that failed or was cancelled on its way again, with all its tries. Throws `conflict` where there is
 * nothing to repeat or its channel may not be used, `not_found` for a member and for what is no delivery.
 */
export async function retryDelivery(ctx: Ctx, { deliveryId }: { deliveryId: string }): Promise<void> {
  requireAdmin(ctx);
  const which = isId(deliveryId) ? eq(alertDeliveries.id, deliveryId) : sql`false`;
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .select({ id: alertDeliveries.id, name: alertChannels.name })
      .from(alertDeliveries)
      .leftJoin(alertChannels, eq(alertChannels.id, alertDeliveries.channelId))
      .where(which);
    if (!row) throw new AppError("not_found", "This entry does not exist.");
    const usable = tx
      .select({ id: alertChannels.id })
      .from(alertChannels)
      .where(and(isNull(alertChannels.pausedAt), isNull(alertChannels.removedAt)));
    const [again] = await tx
      .update(alertDeliveries)
      .set({ state: "waiting", attempts: 0, nextTryAt: sql`now()` })
      .where(
        and(
          which,
          inArray(alertDeliveries.state, ["failed", "cancelled"]),
          or(isNull(alertDeliveries.channelId), inArray(alertDeliveries.channelId, usable)),
        ),
      )
      .returning({ id: alertDeliveries.id });
    if (!again)
      throw new AppError("conflict", "Only what failed is sent again, and not by a paused channel.");
    const subject = { kind: "alert_delivery", id: row.id, name: row.name ?? "Own email" };
    await recordAct(tx, ctx.actor, { act: "alert_delivery.retry", subject });
  });
}
