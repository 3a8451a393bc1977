import { AppError } from "@/lib/errors";
import { getPlanOf } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { HOUSE_INSTRUCTIONS } from "../context/choose";
import { boundOfMessage, countTokens } from "../context/count-tokens";
import { pickModel } from "../models/pick";
import { pickPlanned } from "../runs/plan-rules";
import { lineOf } from "../runs/worst-case";
import type { InstructionsWeight } from "../types";
import { ASSISTANT_INSTRUCTIONS_MAX } from "./fields";

type Weighing = { instructions: string; model?: string | undefined };

/**
 * What instructions add to each message at most, in place of the house's own, with a model or with the caller's
 * default. Throws `invalid` for too many characters and for a model that is not offered.
 */
export async function weighInstructions(ctx: Ctx, given: Weighing): Promise<InstructionsWeight> {
  const content = given.instructions.trim();
  if (content.length > ASSISTANT_INSTRUCTIONS_MAX) {
    throw new AppError("invalid", "The instructions are too long: shorten them.");
  }
  const { plan } = await getPlanOf(ctx.db, ctx.actor.userId);
  const target = given.model ? await pickModel(ctx, given.model) : await pickPlanned(ctx, undefined, plan);
  const contentTokens = await countTokens(content);
  const bound = boundOfMessage({ content, contentTokens }, target);
  const addedTokensMax = Math.max(bound - boundOfMessage(HOUSE_INSTRUCTIONS, target), 0);
  const { inputPicoUsdPerToken } = lineOf(target.price, bound);
  return {
    tokens: contentTokens,
    addedTokensMax,
    model: target.model,
    addedPicoUsdMax: target.price && BigInt(addedTokensMax) * inputPicoUsdPerToken,
  };
}
