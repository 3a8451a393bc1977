import type { Ctx } from "@/lib/org/types";
import { dearestInput, ratesFor } from "@/lib/pricing";
import { countHistory } from "../context/choose";
import { pickModel } from "../models/pick";
import { getOwnThread } from "../threads/get";
import type { Quote } from "../types";
import { OUTPUT_TOKENS_MAX } from "./begin";

/** What the next message costs at most, but for its own length, which the composer adds. Throws as `startRun`. */
export async function getQuote(
  ctx: Ctx,
  input: { threadId?: string | null | undefined; model?: string | undefined },
): Promise<Quote> {
  const target = await pickModel(ctx, input.model);
  const threadId = input.threadId ? (await getOwnThread(ctx, input.threadId)).id : null;
  const { inputTokens: contextTokens } = await countHistory(ctx.db, threadId, target);
  const rates = ratesFor(target.price, contextTokens);
  return {
    model: target.model,
    contextTokens,
    inputPicoUsdPerToken: dearestInput(rates),
    outputPicoUsdPerToken: rates.outputPicoUsd,
    outputTokensMax: OUTPUT_TOKENS_MAX,
  };
}
