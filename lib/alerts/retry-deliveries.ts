import { type BulkOutcome, changeEach } from "@/lib/bulk";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./admin-only";
import { retryDelivery } from "./retry-delivery";

type Several = { deliveryIds: readonly string[] };

/** Puts several on their way again; one that cannot be sent again is left out and told. */
export async function retryDeliveries(ctx: Ctx, { deliveryIds }: Several): Promise<BulkOutcome> {
  requireAdmin(ctx);
  return changeEach(ctx, deliveryIds, async (one, deliveryId) => {
    await retryDelivery(one, { deliveryId });
    return true;
  });
}
