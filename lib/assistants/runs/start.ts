import { isId, newId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { noAssistant } from "../assistants/visible";
import { countTokens } from "../context/count-tokens";
import { beginningOf } from "../threads/title";
import type { StartedRun, StartRunInput } from "../types";
import { type Asked, beginAnswer, hashOf } from "./begin";
import type { Look } from "./look-desk";
import { refuseWhileDraining } from "./start-checks";
import { noThread } from "./start-desk";

export const MESSAGE_CHARACTERS_MAX = 100_000;

/**
 * Stores a message and starts its answer: context, price, worst case and hold are settled in one transaction,
 * and only then is the provider called, in the background. The same idempotency key starts one run, however
 * often it is sent. Throws `budget_exceeded`, `invalid`, `conflict`, `not_found`; then nothing is stored.
 */
export async function startRun(ctx: Ctx, input: StartRunInput): Promise<StartedRun> {
  const text = input.text.replaceAll("\0", "").trim();
  if (!text) throw new AppError("invalid", "Write a message first.");
  if (text.length > MESSAGE_CHARACTERS_MAX) {
    throw new AppError(
      "invalid",
      `A message has at most ${MESSAGE_CHARACTERS_MAX.toLocaleString("en")} characters; this one has ${text.length.toLocaleString("en")}.`,
    );
  }
  refuseWhileDraining();
  const key = input.idempotencyKey;
  const assistantId = ownId(input.assistantId ?? null, noAssistant);
  const contentTokens = await countTokens(text);
  return beginAnswer(ctx, {
    request: {
      key,
      hash: hashOf(input.threadId ?? "", text, input.model ?? "", ...(assistantId ? [assistantId] : [])),
    },
    wantedModel: input.model,
    threadId: ownId(input.threadId ?? null),
    assistantId,
    read: (last) => asNext(ctx, input.threadId ?? null, { last, text, contentTokens }),
  });
}

function ownId(id: string | null, missing = noThread): string | null {
  if (id !== null && !isId(id)) throw missing();
  return id;
}

type Said = { last: Look["last"]; text: string; contentTokens: number };

/** A new message at the end of a thread, or the first of a new one. */
function asNext(ctx: Ctx, wanted: string | null, { last, text: content, contentTokens }: Said): Asked {
  if (wanted !== null && !last) throw noThread();
  const { userId } = ctx.actor;
  const threadId = wanted ?? newId();
  const lastPosition = last?.position ?? 0;
  const [questionId, position, parentId] = [newId(), lastPosition + 1, last?.id ?? null];
  const message = { messageId: questionId, threadId, userId, position, parentId, content, contentTokens };
  return {
    thread: { threadId, userId, newTitle: wanted === null ? beginningOf(content) : null, lastPosition },
    questionId,
    question: { threadId, content, contentTokens, position },
    newMessages: [{ ...message, role: "user" }],
  };
}
