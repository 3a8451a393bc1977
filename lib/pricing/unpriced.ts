import { and, eq } from "drizzle-orm";
import { unpricedModels } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { type AdminCtx, requireAdmin } from "./admin-only";
import { checkName } from "./check-terms";
import { findPrice } from "./find";
import type { Named } from "./names";

/**
 * Lets a model without a price run: what it costs is not known, and no budget in dollars can hold it. Holds from the
 * next call on. Throws `forbidden`, and `invalid` where there is a price.
 */
export async function allowUnpriced(ctx: AdminCtx, { provider, model }: Named): Promise<void> {
  requireAdmin(ctx);
  checkName({ provider, model });
  if (await findPrice(ctx.db, { provider, model })) {
    throw new AppError("invalid", `${model} has a price, so there is nothing to allow.`);
  }
  await ctx.db
    .insert(unpricedModels)
    .values({ provider, model, allowedBy: ctx.actor.userId })
    .onConflictDoNothing();
}

/** Takes that back from the next call on; once more does nothing. Throws `forbidden`. */
export async function forbidUnpriced(ctx: AdminCtx, { provider, model }: Named): Promise<void> {
  requireAdmin(ctx);
  await ctx.db
    .delete(unpricedModels)
    .where(and(eq(unpricedModels.provider, provider), eq(unpricedModels.model, model)));
}
