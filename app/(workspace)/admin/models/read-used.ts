import { listModels, listUnofferedPrices } from "@/lib/assistants";
import type { ModelPrices } from "@/lib/assistants/types";
import type { Ctx } from "@/lib/org/types";
import { listUnpricedModels, listUsedModels } from "@/lib/reports";

/** What was used and is not offered at present: what has calls without a price comes first. */
export async function readUsed(ctx: Ctx): Promise<ModelPrices[]> {
  const [unpriced, offered] = await Promise.all([listUnpricedModels(ctx), listModels(ctx)]);
  return listUnofferedPrices(ctx, [...unpriced, ...(await listUsedModels(ctx, { offered }))]);
}
