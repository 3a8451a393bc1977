import { getPlanOf } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { countHistory } from "../context/choose";
import { getOwnThread } from "../threads/get";
import type { Quote } from "../types";
import { longestAnswer, pickPlanned } from "./plan-rules";
import { lineOf } from "./worst-case";

/** What the next message costs at most, but for its own length, which the composer adds. Throws as `startRun`. */
export async function getQuote(
  ctx: Ctx,
  input: { threadId?: string | null | undefined; model?: string | undefined },
): Promise<Quote> {
  const { plan } = await getPlanOf(ctx.db, ctx.actor.userId);
  const target = await pickPlanned(ctx, input.model, plan);
  const threadId = input.threadId ? (await getOwnThread(ctx, input.threadId)).id : null;
  const { inputTokens: contextTokens } = await countHistory(ctx.db, threadId, target);
  const { inputPicoUsdPerToken, outputPicoUsdPerToken } = lineOf(target.price, contextTokens);
  return {
    model: target.model,
    contextTokens,
    inputPicoUsdPerToken,
    outputPicoUsdPerToken,
    outputTokensMax: longestAnswer(plan, { target, inputTokens: contextTokens }),
    unpriced: target.price === null,
  };
}
