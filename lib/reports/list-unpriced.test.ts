import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { adjustAttempt } from "@/lib/assistants";
import { ask, makeAttempt, post } from "@/lib/budgets/testing";
import type { Certainty } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { listUnpriced } from "./list-unpriced";
import { listUnpricedModels } from "./list-unpriced-models";
import { spanOf } from "./span";

const own = useOwnDb();
const now = new Date();
const { firstDay: from, lastDay: to } = spanOf({ now });

const inOwn = (run: (ctx: Ctx & { db: Tx }) => Promise<void>) =>
  inTestTransaction(own.db, async (tx) => run({ db: tx, actor: await makeMember(tx, "admin") }));

type Call = { model: string; at?: Date; certainty?: Certainty };

async function call({ db, actor }: Ctx, { model, at = now, certainty = "unpriced" }: Call) {
  const attempt = { ...(await makeAttempt(db, actor.userId)), provider: "local-a", model };
  await ask(db, { ...attempt, amount: 9n, at });
  await post(db, attempt, { costPicoUsd: certainty === "unpriced" ? 0n : 5n, certainty });
  return attempt;
}

const use = (model: string, calls: number) => {
  const lines = [expect.objectContaining({ purpose: "answer", calls })];
  return { provider: "local-a", model, calls, lines };
};

describe("listUnpriced", () => {
  test("counts by model what has no price in the days asked for, the most first", () =>
    inOwn(async (ctx) => {
      await call(ctx, { model: "mystery-1" });
      await call(ctx, { model: "mystery-2" });
      await call(ctx, { model: "mystery-2" });
      await call(ctx, { model: "mystery-2", certainty: "exact" });
      await call(ctx, { model: "mystery-3", certainty: "estimated" });
      await call(ctx, { model: "mystery-4", at: new Date(now.getTime() - 70 * 86_400_000) });
      const { userId } = ctx.actor;
      expect(await listUnpriced(ctx, { from, to, userId })).toEqual([
        use("mystery-2", 2),
        use("mystery-1", 1),
      ]);
    }));

  test("counts a call no more once its cost was set by hand", () =>
    inOwn(async (ctx) => {
      const { attemptId } = await call(ctx, { model: "mystery-1" });
      await adjustAttempt(ctx, { attemptId, costUsd: "2.5", why: "The invoice says so." });
      expect(await listUnpriced(ctx, { from, to, userId: ctx.actor.userId })).toEqual([]);
    }));

  test("tells admins of the member they ask for", () =>
    inOwn(async (ctx) => {
      const { userId } = ctx.actor;
      const other = { db: ctx.db, actor: await makeMember(ctx.db) };
      await call(ctx, { model: "mystery-1" });
      await call(other, { model: "mystery-2" });
      expect(await listUnpriced(ctx, { from, to, userId })).toEqual([use("mystery-1", 1)]);
      expect(await listUnpriced(ctx, { from, to, userId: other.actor.userId })).toEqual([
        use("mystery-2", 1),
      ]);
      expect(await listUnpriced(ctx, { from, to, userId: "nobody" })).toEqual([]);
    }));

  test("tells members of their own alone", () =>
    inOwn(async (ctx) => {
      const member = { db: ctx.db, actor: await makeMember(ctx.db) };
      await call(member, { model: "mystery-1" });
      const { userId } = member.actor;
      expect(await listUnpriced(member, { from, to, userId })).toEqual([use("mystery-1", 1)]);
      const asked = listUnpriced(member, { from, to, userId: ctx.actor.userId });
      await expect(asked).rejects.toMatchObject({ code: "not_found" });
    }));
});

describe("listUnpricedModels", () => {
  test("has each model with calls of anybody's that have no price now, in all days that are shown", () =>
    inOwn(async (ctx) => {
      const other = { db: ctx.db, actor: await makeMember(ctx.db) };
      await call(ctx, { model: "mystery-1" });
      await call(other, { model: "mystery-2" });
      await call(other, { model: "mystery-2", at: new Date(now.getTime() - 400 * 86_400_000) });
      await call(ctx, { model: "mystery-3", certainty: "exact" });
      const { attemptId } = await call(ctx, { model: "mystery-4" });
      await adjustAttempt(ctx, { attemptId, costUsd: "2.5", why: "The invoice says so." });
      expect(await listUnpricedModels(ctx)).toEqual([
        { provider: "local-a", model: "mystery-2", calls: 2 },
        { provider: "local-a", model: "mystery-1", calls: 1 },
      ]);
      await expect(listUnpricedModels(other)).rejects.toMatchObject({ code: "not_found" });
    }));
});
