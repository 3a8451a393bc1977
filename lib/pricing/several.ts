import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { type AdminCtx, requireAdmin } from "./admin-only";
import { type Named, namedOf } from "./names";
import { allowUnpriced, forbidUnpriced } from "./unpriced";

/** Models as `provider/model`. */
type Several = { models: readonly string[] };

/** Lets several models run unpriced; what has a price is left out and told. Throws `forbidden`. */
export function allowUnpricedModels(ctx: AdminCtx, { models }: Several): Promise<BulkOutcome> {
  return changeModels(ctx, models, allowUnpriced);
}

/** Takes that back. Throws `forbidden`. */
export function forbidUnpricedModels(ctx: AdminCtx, { models }: Several): Promise<BulkOutcome> {
  return changeModels(ctx, models, forbidUnpriced);
}

async function changeModels(
  ctx: AdminCtx,
  models: readonly string[],
  change: (ctx: AdminCtx, named: Named) => Promise<boolean>,
): Promise<BulkOutcome> {
  requireAdmin(ctx);
  return changeEach(ctx, models, (inside, id) => change(inside, namedOf(id)));
}
