import { isId } from "@/db/id";
import type { Ctx } from "@/lib/org/types";
import { answeringFor } from "../assistants/answering";
import { noAssistant } from "../assistants/visible";
import { type Attached, readAttachedTo, readOwn } from "../attachments/read";
import { countHistory, HOUSE_INSTRUCTIONS } from "../context/choose";
import { optionId } from "../models/offered";
import { getOwnThread } from "../threads/get";
import type { Quote } from "../types";
import { lookDesk } from "./look-desk";
import { getOwnQuestion } from "./own-messages";
import { longestAnswer, pickFor, wantedOf } from "./plan-rules";
import { noThread } from "./start-desk";
import { lineOf } from "./worst-case";

/**
 * What the next message costs at most with its attachments, or one in the place of a message, but for its own
 * length, which the composer adds. Throws as `startRun`.
 */
export async function getQuote(ctx: Ctx, input: QuoteInput): Promise<Quote> {
  const [place, attached] = await Promise.all([placeOf(ctx, input), attachedOf(ctx, input)]);
  const { plan, assistant } = await lookAt(ctx, {
    threadId: place?.threadId ?? null,
    assistantId: input.assistantId ?? null,
  });
  const target = await pickFor(ctx, input.model, { plan, assistant });
  const instructions = assistant?.instructions ?? HOUSE_INSTRUCTIONS;
  const { inputTokens: contextTokens } = await countHistory(ctx.db, place, {
    ...{ ...target, instructions, attached },
  });
  const { inputPicoUsdPerToken, outputPicoUsdPerToken } = lineOf(target.price, contextTokens);
  return {
    model: target.model,
    modelId: optionId(target),
    contextTokens,
    inputPicoUsdPerToken,
    outputPicoUsdPerToken,
    outputTokensMax: longestAnswer(plan, { target, inputTokens: contextTokens, ...wantedOf(assistant) }),
    unpriced: target.price === null,
  };
}

export type QuoteInput = {
  threadId?: string | null | undefined;
  /** Who would answer in a new thread. */
  assistantId?: string | null | undefined;
  model?: string | undefined;
  /** A message of the thread that is to be edited. */
  editedId?: string | undefined;
  /** What the message would be sent with; for an edited one those of its own that stay. */
  attachmentIds?: readonly string[] | undefined;
};

async function attachedOf(ctx: Ctx, { editedId, attachmentIds }: QuoteInput): Promise<Attached[]> {
  if (editedId === undefined) return readOwn(ctx, attachmentIds ?? []);
  const { id } = await getOwnQuestion(ctx, editedId);
  const all = await readAttachedTo(ctx.db, id);
  return attachmentIds ? all.filter((one) => attachmentIds.includes(one.id)) : all;
}

async function placeOf(ctx: Ctx, { threadId, editedId }: QuoteInput) {
  if (!threadId) return null;
  const thread = await getOwnThread(ctx, threadId);
  if (editedId === undefined) return { threadId: thread.id };
  const { position, ...edited } = await getOwnQuestion(ctx, editedId);
  if (edited.threadId !== thread.id) throw noThread();
  return { threadId: thread.id, position };
}

/** What a start would find. */
async function lookAt({ db, actor }: Ctx, place: { threadId: string | null; assistantId: string | null }) {
  if (place.assistantId !== null && !isId(place.assistantId)) throw noAssistant();
  const { plan, assistant } = await lookDesk(db).ask({ userId: actor.userId, idempotencyKey: "", ...place });
  return { plan, assistant: answeringFor(assistant, place) };
}
