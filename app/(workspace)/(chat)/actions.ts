"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import * as assistants from "@/lib/assistants";

const id = z.uuid("This thread does not exist or was deleted.");
const assistantId = z.uuid("There is no such assistant: choose another one.").optional();
const model = z.string().min(1).max(200).optional();
const idempotencyKey = z.string().min(1).max(200);
const text = z.string().max(assistants.MESSAGE_CHARACTERS_MAX, "The message is too long: send it in parts.");
const attachmentIds = z.array(z.string().max(100)).max(100).optional();

// Starting, editing, retrying, going on and stopping revalidate nothing: the page refreshes once it reads the stream, so that rendering
// it does not stand between the member and the first word.
export const sendMessage = defineAction(
  z.object({
    threadId: id.nullable(),
    temporary: z.boolean().optional(),
    ...{ assistantId, text, attachmentIds, model, idempotencyKey },
  }),
  (ctx, input) => assistants.startRun(ctx, input),
);

export const retryAnswer = defineAction(
  z.object({ answerMessageId: id, model, idempotencyKey }),
  (ctx, input) => assistants.retryAnswer(ctx, input),
);

export const editMessage = defineAction(
  z.object({ messageId: id, text, attachmentIds, model, idempotencyKey }),
  (ctx, input) => assistants.editMessage(ctx, input),
);

export const continueAnswer = defineAction(z.object({ answerMessageId: id, idempotencyKey }), (ctx, input) =>
  assistants.continueAnswer(ctx, input),
);

export const chooseBranch = defineAction(z.object({ messageId: id }), async (ctx, input) => {
  const { threadId } = await assistants.chooseBranch(ctx, input);
  revalidatePath(`/threads/${threadId}`);
});

export const stopRun = defineAction(z.object({ runId: id }), (ctx, input) => assistants.stopRun(ctx, input));

export const getQuote = defineAction(
  z.object({ threadId: id.nullable(), assistantId, model, editedId: id.optional(), attachmentIds }),
  (ctx, input) => assistants.getQuote(ctx, input),
);
