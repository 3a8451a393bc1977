import { getPlanOf } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { includes } from "../runs/plan-rules";
import type { ModelOption } from "../types";
import { listModels } from "./list";

/** The models that the caller's plan lets them choose, the default first. */
export async function listOwnModels(ctx: Ctx): Promise<ModelOption[]> {
  const [options, { plan }] = await Promise.all([listModels(ctx), getPlanOf(ctx.db, ctx.actor.userId)]);
  return options.filter((option) => includes(plan, option));
}
