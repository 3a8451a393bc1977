import type { Ctx } from "@/lib/org/types";
import { readAttachedTo } from "../attachments/read";
import { type CountedText, countTokens } from "../context/count-tokens";
import type { Asked } from "./begin";
import type { ThreadLast } from "./look-desk";
import { type OwnAnswer, refuseHidden } from "./own-messages";
import { noThread } from "./start-desk";

/** Asks the question of a shown answer again: the new answer takes its place, and what followed it goes with it. */
export async function askAgain(
  ctx: Ctx,
  last: ThreadLast | null,
  { answer, isGoneOnWith }: { answer: OwnAnswer; isGoneOnWith: boolean },
): Promise<Asked> {
  if (!last) throw noThread();
  refuseHidden(answer);
  const { question, threadId } = answer;
  const { position, parentId } = question;
  return {
    thread: {
      ...{ threadId, userId: ctx.actor.userId, newTitle: null },
      ...{ lastPosition: last.position, lastShownId: last.id, hidesAfter: position },
    },
    questionId: question.id,
    question: {
      threadId,
      position,
      parentId,
      ...(await counted(question)),
      attached: await readAttachedTo(ctx.db, question.id),
      cut: isGoneOnWith ? await counted(answer) : null,
    },
    newMessages: [],
    claims: [],
    isFirst: parentId === null,
    continuesId: isGoneOnWith ? answer.id : null,
  };
}

async function counted({ content, contentTokens }: Stored): Promise<CountedText> {
  return { content, contentTokens: contentTokens ?? (await countTokens(content)) };
}

type Stored = { content: string; contentTokens: number | null };
