import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { attempts } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { ask, makeAttempt, post } from "@/lib/budgets/testing";
import type { Ctx } from "@/lib/org/types";
import { correctAttempt } from "./correct";

const db = useTestDb();

describe("correctAttempt", () => {
  test("prices a usage by what the attempt has pinned, and takes a tier's factor where one is told", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { attemptId, priceId } = await settled(ctx, 50n);
      await tx.execute(
        `update prices set input_pico_usd = 10, output_pico_usd = 100, batch_permille = 500 where id = '${priceId}'`,
      );
      const usage = { inputTokens: 20, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 3 };
      const own = { attemptId, adjustedBy: null, why: "The provider said so." };
      await correctAttempt(tx, { ...own, serviceTier: "batch", usage: { ...usage, reasoningTokens: 1 } });
      const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, attemptId));
      expect(attempt).toMatchObject({ ...usage, reasoningTokens: 1, costPicoUsd: 250n, certainty: "exact" });
    }));

  test("never makes a call cost less than nothing", async () => {
    const correction = { attemptId: newId(), adjustedBy: null, why: "Wrong." };
    await expect(correctAttempt(db, { ...correction, costPicoUsd: -1n })).rejects.toThrow(RangeError);
  });

  test("leaves to admins what is exact", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { attemptId } = await settled(ctx, 50n);
      const to = (costPicoUsd: bigint, adjustedBy: string | null) =>
        correctAttempt(tx, { attemptId, costPicoUsd, adjustedBy, why: "Checked." });
      expect(await to(6n, ctx.actor.userId)).toBe(true);
      expect(await to(7n, null)).toBe(false);
      expect(await to(8n, ctx.actor.userId)).toBe(true);
    }));
});

async function settled({ db: tx, actor }: Ctx, costPicoUsd: bigint) {
  const attempt = await makeAttempt(tx, actor.userId);
  await ask(tx, { ...attempt, amount: 100n, at: new Date() });
  await post(tx, attempt, { costPicoUsd, certainty: "estimated" });
  return attempt;
}
