import { type BulkOutcome, changeEach } from "@/lib/bulk";
import type { Ctx } from "@/lib/org/types";
import { archiveAssistant, restoreAssistant } from "./archive";
import { lockMakers } from "./lock-makers";
import { noAssistant } from "./visible";

type Several = { assistantIds: readonly string[]; isArchived: boolean };

/**
 * Takes several out of the gallery or brings them back; what cannot be, such as one too many of its maker's, is left out
 * and told. Admins only: throws `not_found`.
 */
export async function archiveAssistants(
  ctx: Ctx,
  { assistantIds, isArchived }: Several,
): Promise<BulkOutcome> {
  if (ctx.actor.role === "member") throw noAssistant();
  if (isArchived)
    return changeEach(ctx, assistantIds, (one, assistantId) => archiveAssistant(one, { assistantId }));
  return ctx.db.transaction(async (tx) => {
    await lockMakers(tx, assistantIds);
    return changeEach({ ...ctx, db: tx }, assistantIds, (one, assistantId) =>
      restoreAssistant(one, { assistantId }),
    );
  });
}
