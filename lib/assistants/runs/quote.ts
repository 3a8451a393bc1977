import { isId } from "@/db/id";
import type { Ctx } from "@/lib/org/types";
import { answeringFor } from "../assistants/answering";
import { noAssistant } from "../assistants/visible";
import { countHistory, HOUSE_INSTRUCTIONS } from "../context/choose";
import { getOwnThread } from "../threads/get";
import type { Quote } from "../types";
import { lookDesk } from "./look-desk";
import { longestAnswer, pickFor, wantedOf } from "./plan-rules";
import { lineOf } from "./worst-case";

/** What the next message costs at most, but for its own length, which the composer adds. Throws as `startRun`. */
export async function getQuote(
  ctx: Ctx,
  input: {
    threadId?: string | null | undefined;
    /** Who would answer in a new thread. */
    assistantId?: string | null | undefined;
    model?: string | undefined;
  },
): Promise<Quote> {
  const threadId = input.threadId ? (await getOwnThread(ctx, input.threadId)).id : null;
  const { plan, assistant } = await lookAt(ctx, { threadId, assistantId: input.assistantId ?? null });
  const target = await pickFor(ctx, input.model, { plan, assistant });
  const instructions = assistant?.instructions ?? HOUSE_INSTRUCTIONS;
  const { inputTokens: contextTokens } = await countHistory(ctx.db, threadId, { ...target, instructions });
  const { inputPicoUsdPerToken, outputPicoUsdPerToken } = lineOf(target.price, contextTokens);
  return {
    model: target.model,
    contextTokens,
    inputPicoUsdPerToken,
    outputPicoUsdPerToken,
    outputTokensMax: longestAnswer(plan, { target, inputTokens: contextTokens, ...wantedOf(assistant) }),
    unpriced: target.price === null,
  };
}

type Place = { threadId: string | null; assistantId: string | null };

/** What a start would find. */
async function lookAt({ db, actor }: Ctx, place: Place) {
  if (place.assistantId !== null && !isId(place.assistantId)) throw noAssistant();
  const { plan, assistant } = await lookDesk(db).ask({ userId: actor.userId, idempotencyKey: "", ...place });
  return { plan, assistant: answeringFor(assistant, place) };
}
