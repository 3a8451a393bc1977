import type { Ctx } from "@/lib/org/types";
import type { ModelOption } from "../types";
import { answerOffers, optionsOf } from "./options";

/** The models that are offered, the default first, with today's prices. */
export async function listModels(ctx: Pick<Ctx, "db">): Promise<ModelOption[]> {
  return optionsOf(await answerOffers(ctx.db), null);
}
