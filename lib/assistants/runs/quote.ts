import { getPlanOf } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { countHistory } from "../context/choose";
import { getOwnThread } from "../threads/get";
import type { Quote } from "../types";
import { getOwnQuestion } from "./own-messages";
import { longestAnswer, pickPlanned } from "./plan-rules";
import { noThread } from "./start-desk";
import { lineOf } from "./worst-case";

/**
 * What the next message costs at most, or one in the place of a message, but for its own length, which the composer
 * adds. Throws as `startRun`.
 */
export async function getQuote(ctx: Ctx, input: QuoteInput): Promise<Quote> {
  const { plan } = await getPlanOf(ctx.db, ctx.actor.userId);
  const target = await pickPlanned(ctx, input.model, plan);
  const { inputTokens: contextTokens } = await countHistory(ctx.db, await placeOf(ctx, input), target);
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

export type QuoteInput = {
  threadId?: string | null | undefined;
  model?: string | undefined;
  /** A message of the thread that is to be edited. */
  editedId?: string | undefined;
};

async function placeOf(ctx: Ctx, { threadId, editedId }: QuoteInput) {
  if (!threadId) return null;
  const thread = await getOwnThread(ctx, threadId);
  if (editedId === undefined) return { threadId: thread.id };
  const { position, ...edited } = await getOwnQuestion(ctx, editedId);
  if (edited.threadId !== thread.id) throw noThread();
  return { threadId: thread.id, position };
}
