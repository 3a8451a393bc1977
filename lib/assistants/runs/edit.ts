import { newId } from "@/db/id";
import type { Ctx } from "@/lib/org/types";
import { claimsOf } from "../attachments/claim";
import { type Attached, readAttachedTo } from "../attachments/read";
import { type CountedText, countTokens } from "../context/count-tokens";
import type { StartedRun } from "../types";
import { type Asked, beginAnswer, hashOf } from "./begin";
import type { ThreadLast } from "./look-desk";
import { getOwnQuestion, type OwnQuestion, refuseHidden } from "./own-messages";
import { readText } from "./start";
import { refuseWhileDraining } from "./start-checks";
import { noThread } from "./start-desk";

export type EditInput = {
  messageId: string;
  text: string;
  /** Those of its attachments that go with it again; all of them where this is absent. */
  attachmentIds?: readonly string[] | undefined;
  model?: string | undefined;
  idempotencyKey: string;
};

/**
 * Sends one of the caller's shown messages again with another text, and starts its answer. The message as it was, and
 * all that followed it, stay stored as another branch. Throws as `startRun` does.
 */
export async function editMessage(ctx: Ctx, input: EditInput): Promise<StartedRun> {
  const { messageId, model, attachmentIds, idempotencyKey: key } = input;
  refuseWhileDraining();
  const { threadId } = await getOwnQuestion(ctx, messageId);
  const all = await readAttachedTo(ctx.db, messageId);
  const attached = attachmentIds ? all.filter(({ id }) => attachmentIds.includes(id)) : all;
  const text = readText(input.text, { mayBeEmpty: attached.length > 0 });
  const said = { content: text, contentTokens: await countTokens(text), attached };
  return beginAnswer(ctx, {
    request: { key, hash: hashOf("edit", messageId, text, model ?? "", ...(attachmentIds ?? ["all"])) },
    wantedModel: model,
    threadId,
    read: async (last) => inPlaceOf(ctx, last, { edited: await getOwnQuestion(ctx, messageId), said }),
  });
}

/** The new message follows what the edited one followed, at a position of its own. */
function inPlaceOf(
  ctx: Ctx,
  last: ThreadLast | null,
  { edited, said }: { edited: OwnQuestion; said: CountedText & { attached: readonly Attached[] } },
): Asked {
  if (!last) throw noThread();
  refuseHidden(edited);
  const { threadId, parentId } = edited;
  const { userId } = ctx.actor;
  const [questionId, position] = [newId(), last.position + 1];
  const { content, contentTokens } = said;
  const message = { messageId: questionId, threadId, userId, position, parentId, content, contentTokens };
  return {
    thread: {
      ...{ threadId, userId, newTitle: null },
      // Its parent is the shown message before it.
      ...{ lastPosition: last.position, lastShownId: last.id, hidesAfter: edited.position - 1 },
    },
    questionId,
    question: { threadId, position: edited.position, parentId, ...said, cut: null },
    newMessages: [{ ...message, role: "user", continuesId: null }],
    claims: claimsOf(said.attached, { messageId: questionId, userId, areNew: false }),
    isFirst: parentId === null,
    continuesId: null,
  };
}
