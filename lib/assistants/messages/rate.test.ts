import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { messages, threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { Ctx } from "@/lib/org/types";
import { deleteThreads, rateAnswer } from "..";

const db = useTestDb();
const NOT_FOUND = { code: "not_found" };

const said =
  (work: (ctx: Ctx, ids: { threadId: string; question: string; answer: string }) => Promise<void>) => () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx) };
      const [threadId, question, answer] = [newId(), newId(), newId()];
      const base = { threadId, userId: ctx.actor.userId, content: "Words" };
      await tx.insert(threads).values({ id: threadId, userId: ctx.actor.userId });
      await tx.insert(messages).values([
        { ...base, id: question, position: 1, role: "user" },
        { ...base, id: answer, position: 2, role: "assistant", parentId: question },
      ]);
      await work(ctx, { threadId, question, answer });
    });

async function ratingOf({ db: conn }: Ctx, messageId: string) {
  const [row] = await conn
    .select({ rating: messages.rating, note: messages.ratingNote })
    .from(messages)
    .where(eq(messages.id, messageId));
  return row;
}

test(
  "an answer is rated, with a note where it is bad, and the rating is taken back",
  said(async (ctx, { answer: messageId }) => {
    await rateAnswer(ctx, { messageId, rating: "bad", note: "  Wrong year\n" });
    expect(await ratingOf(ctx, messageId)).toEqual({ rating: "bad", note: "Wrong year" });
    await rateAnswer(ctx, { messageId, rating: "good", note: "ignored" });
    expect(await ratingOf(ctx, messageId)).toEqual({ rating: "good", note: null });
    await rateAnswer(ctx, { messageId, rating: null });
    expect(await ratingOf(ctx, messageId)).toEqual({ rating: null, note: null });
    await expect(
      rateAnswer(ctx, { messageId, rating: "bad", note: "x".repeat(1_001) }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
  }),
);

test(
  "nothing but an answer of one's own thread is rated",
  said(async (ctx, { threadId, question, answer }) => {
    const stranger = { ...ctx, actor: await makeMember(ctx.db, "admin") };
    const rating = "good" as const;
    await expect(rateAnswer(stranger, { messageId: answer, rating })).rejects.toMatchObject(NOT_FOUND);
    for (const messageId of [question, newId(), "nonsense"]) {
      await expect(rateAnswer(ctx, { messageId, rating })).rejects.toMatchObject(NOT_FOUND);
    }
    await deleteThreads(ctx, { threadIds: [threadId] });
    await expect(rateAnswer(ctx, { messageId: answer, rating })).rejects.toMatchObject(NOT_FOUND);
    expect(await ratingOf(ctx, answer)).toEqual({ rating: null, note: null });
  }),
);
