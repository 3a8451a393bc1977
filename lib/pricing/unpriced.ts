import { and, eq } from "drizzle-orm";
import { unpricedModels } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { type AdminCtx, requireAdmin } from "./admin-only";
import { checkName } from "./check-terms";
import { modelSubject } from "./facts";
import { findPrice } from "./find";
import type { Named } from "./names";

/**
 * Lets a model without a price run: what it costs is not known, and no budget in dollars can hold it. Holds from the
 * next call on. Answers whether it was not allowed before. Throws `forbidden`, and `invalid` where there is a price.
 */
export async function allowUnpriced(ctx: AdminCtx, { provider, model }: Named): Promise<boolean> {
  requireAdmin(ctx);
  checkName({ provider, model });
  if (await findPrice(ctx.db, { provider, model })) {
    throw new AppError("invalid", `${model} has a price, so there is nothing to allow.`);
  }
  return ctx.db.transaction(async (tx) => {
    const allowed = await tx
      .insert(unpricedModels)
      .values({ provider, model, allowedBy: ctx.actor.userId })
      .onConflictDoNothing()
      .returning({ model: unpricedModels.model });
    if (allowed.length === 0) return false;
    const subject = modelSubject({ provider, model });
    await recordAct(tx, ctx.actor, { act: "price.allow_unpriced", subject });
    return true;
  });
}

/** Takes that back from the next call on; once more does nothing. Answers whether it was allowed. Throws `forbidden`. */
export async function forbidUnpriced(ctx: AdminCtx, { provider, model }: Named): Promise<boolean> {
  requireAdmin(ctx);
  return ctx.db.transaction(async (tx) => {
    const forbidden = await tx
      .delete(unpricedModels)
      .where(and(eq(unpricedModels.provider, provider), eq(unpricedModels.model, model)))
      .returning({ model: unpricedModels.model });
    if (forbidden.length === 0) return false;
    const subject = modelSubject({ provider, model });
    await recordAct(tx, ctx.actor, { act: "price.forbid_unpriced", subject });
    return true;
  });
}
