import { isId, newId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { noAssistant } from "../assistants/visible";
import { claimsOf } from "../attachments/claim";
import { type Attached, readOwn } from "../attachments/read";
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
  const { attachmentIds = [] } = input;
  const text = readText(input.text, { mayBeEmpty: attachmentIds.length > 0 });
  const { temporary = false } = input;
  if (temporary && input.threadId) throw new AppError("invalid", "Only a new thread can be temporary.");
  refuseWhileDraining();
  const key = input.idempotencyKey;
  const assistantId = ownId(input.assistantId ?? null, noAssistant);
  const contentTokens = await countTokens(text);
  return beginAnswer(ctx, {
    request: {
      key,
      hash: hashOf(
        ...[input.threadId ?? "", text, input.model ?? ""],
        ...(temporary ? ["temporary"] : []),
        ...(assistantId ? ["assistant", assistantId] : []),
        ...(attachmentIds.length > 0 ? ["attachments", ...attachmentIds] : []),
      ),
    },
    wantedModel: input.model,
    threadId: ownId(input.threadId ?? null),
    assistantId,
    read: async (last) => {
      const attached = await readOwn(ctx, attachmentIds);
      return asNext(ctx, input.threadId ?? null, { last, text, contentTokens, attached, temporary });
    },
  });
}

/** What was written, as it is stored. Throws `invalid` for too much, and for nothing where nothing goes with it. */
export function readText(written: string, { mayBeEmpty }: { mayBeEmpty: boolean }): string {
  const text = written.replaceAll("\0", "").trim();
  if (!text && !mayBeEmpty) throw new AppError("invalid", "Write a message first.");
  if (text.length > MESSAGE_CHARACTERS_MAX) {
    throw new AppError(
      "invalid",
      `A message has at most ${MESSAGE_CHARACTERS_MAX.toLocaleString("en")} characters; this one has ${text.length.toLocaleString("en")}.`,
    );
  }
  return text;
}

function ownId(id: string | null, missing = noThread): string | null {
  if (id !== null && !isId(id)) throw missing();
  return id;
}

type Said = {
  last: Look["last"];
  text: string;
  contentTokens: number;
  attached: readonly Attached[];
  temporary: boolean;
};

/** A new message at the end of a thread, or the first of a new one. */
function asNext(ctx: Ctx, wanted: string | null, said: Said): Asked {
  const { last, text: content, contentTokens, attached, temporary } = said;
  if (wanted !== null && !last) throw noThread();
  const { userId } = ctx.actor;
  const threadId = wanted ?? newId();
  // A title would keep a part of what was said.
  const titleOfNew = temporary ? "" : beginningOf(content || (attached[0]?.name ?? ""));
  const newTitle = wanted === null ? titleOfNew : null;
  const [lastPosition, parentId] = [last?.position ?? 0, last?.id ?? null];
  const [questionId, position] = [newId(), lastPosition + 1];
  const message = { messageId: questionId, threadId, userId, position, parentId, content, contentTokens };
  return {
    thread: { threadId, userId, newTitle, temporary, lastPosition, lastShownId: parentId, hidesAfter: null },
    questionId,
    question: { threadId, content, contentTokens, attached, position, parentId, cut: null },
    newMessages: [{ ...message, role: "user", continuesId: null }],
    claims: claimsOf(attached, { messageId: questionId, userId, areNew: true }),
    isFirst: parentId === null,
    continuesId: null,
  };
}
