import { type BulkOutcome, changeEach } from "@/lib/bulk";
import type { Ctx } from "@/lib/org/types";
import { archiveAssistant, restoreAssistant } from "./archive";
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
  const move = isArchived ? archiveAssistant : restoreAssistant;
  return changeEach(ctx, assistantIds, (inside, assistantId) => move(inside, { assistantId }));
}
