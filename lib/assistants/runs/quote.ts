import type { Ctx } from "@/lib/org/types";
import { dearestInput, ratesFor } from "@/lib/pricing";
import { countHistory, INSTRUCTIONS } from "../context/choose";
import { boundInputTokens, countTokens } from "../context/count-tokens";
import { pickModel } from "../models/pick";
import { getOwnThread } from "../threads/get";
import type { Quote } from "../types";
import { OUTPUT_TOKENS_MAX } from "./begin";

/** What the next message costs at most, but for its own length, which the composer adds. Throws as `startRun`. */
export async function getQuote(
  ctx: Ctx,
  input: { threadId?: string | null | undefined; model?: string | undefined },
): Promise<Quote> {
  const { provider, model, price } = await pickModel(ctx, input.model);
  const contextTokens = input.threadId
    ? await countHistory(ctx.db, (await getOwnThread(ctx, input.threadId)).id, provider)
    : boundInputTokens(await countTokens(INSTRUCTIONS), 2, provider);
  const rates = ratesFor(price, contextTokens);
  return {
    model,
    contextTokens,
    inputPicoUsdPerToken: dearestInput(rates),
    outputPicoUsdPerToken: rates.outputPicoUsd,
    outputTokensMax: OUTPUT_TOKENS_MAX,
  };
}
