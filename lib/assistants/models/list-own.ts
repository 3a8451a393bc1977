import { getPlanOf } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import type { ModelOption } from "../types";
import { answerOffers, optionsOf } from "./options";

/** The models that the caller's plan lets them choose, first the one that answers where they choose none. */
export async function listOwnModels(ctx: Ctx): Promise<ModelOption[]> {
  const [listed, { plan }] = await Promise.all([answerOffers(ctx.db), getPlanOf(ctx.db, ctx.actor.userId)]);
  return optionsOf(listed, plan);
}
