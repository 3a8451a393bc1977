import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { attempts, integrityChecks, usageDays, users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { adjustAttempt } from "@/lib/assistants";
import { ask, makeAttempt, post } from "@/lib/budgets/testing";
import { type Certainty, verifyLedger } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { askForIntegrityCheck, getIntegrity, listEstimates, runIntegrityCheck } from ".";

const own = useOwnDb();
const dollar = 1_000_000_000_000n;
const now = new Date();

const inOwn = (run: (ctx: Ctx & { db: Tx }) => Promise<void>) =>
  inTestTransaction(own.db, async (tx) => run({ db: tx, actor: await makeMember(tx, "admin") }));

type Call = { at?: Date; costPicoUsd: bigint; certainty?: Certainty; held?: bigint };

async function call({ db, actor }: Ctx, { at = now, held = 9n * dollar, ...booking }: Call) {
  const attempt = await makeAttempt(db, actor.userId);
  await ask(db, { ...attempt, amount: held, at });
  await post(db, attempt, booking);
  return attempt;
}

describe("getIntegrity", () => {
  test("says where the last check found nothing and there are entries by now", () =>
    inOwn(async (ctx) => {
      const verdict = { entries: 0, driftPicoUsd: "0", checks: [], chain: { verified: 0, broken: null } };
      await ctx.db.insert(integrityChecks).values({ id: newId(), finishedAt: now, verdict });
      expect(await getIntegrity(ctx)).toMatchObject({ check: { ledger: { entries: 0 } }, isOutrun: false });
      await call(ctx, { costPicoUsd: dollar });
      expect((await getIntegrity(ctx)).isOutrun).toBe(true);
      await ctx.db.update(integrityChecks).set({ verdict: { ...verdict, entries: 1 } });
      expect((await getIntegrity(ctx)).isOutrun).toBe(false);
    }));

  test("has no verdict and no figures before anything was checked or used", () =>
    inOwn(async (ctx) => {
      expect(await getIntegrity(ctx)).toMatchObject({
        ...{ check: null, running: null, brokeOffAt: null },
        certainty: { calls: 0, costPicoUsd: 0n },
        open: { count: 0, oldest: null },
        estimates: { count: 0, newest: [] },
        adjustments: [],
      });
    }));

  test("counts the month's estimated and unpriced calls, and none of another month", () =>
    inOwn(async (ctx) => {
      await call(ctx, { costPicoUsd: 3n * dollar });
      await call(ctx, { costPicoUsd: dollar, certainty: "estimated" });
      await call(ctx, { costPicoUsd: 0n, certainty: "unpriced" });
      const longAgo = new Date(now.getTime() - 70 * 86_400_000);
      await call(ctx, { at: longAgo, costPicoUsd: dollar, certainty: "estimated" });
      const { certainty, estimates } = await getIntegrity(ctx);
      expect(certainty).toEqual({
        ...{ calls: 3, costPicoUsd: 4n * dollar },
        ...{ estimatedCalls: 1, estimatedPicoUsd: dollar, unpricedCalls: 1 },
      });
      expect(estimates.count).toBe(2);
    }));

  test("lists estimates with why, and whether the provider will be asked, until they are corrected", () =>
    inOwn(async (ctx) => {
      const [asked, given] = [
        await call(ctx, { costPicoUsd: dollar, certainty: "estimated" }),
        await call(ctx, { costPicoUsd: dollar, certainty: "estimated" }),
      ];
      await change(ctx.db, asked.attemptId, { askAgainAt: now, asked: 2, certaintyReason: "stopped" });
      const { estimates } = await getIntegrity(ctx);
      expect(estimates.newest).toHaveLength(2);
      expect(estimates.newest.find(({ attemptId }) => attemptId === asked.attemptId)).toMatchObject({
        ...{ memberName: "Member 07", model: asked.model, costPicoUsd: dollar },
        ...{ reason: "stopped", askAgainAt: now, asked: 2 },
      });
      await adjustAttempt(ctx, { attemptId: given.attemptId, costUsd: "2.5", why: "The invoice says so." });
      const after = await getIntegrity(ctx);
      expect(after.estimates.newest.map(({ attemptId }) => attemptId)).toEqual([asked.attemptId]);
      expect(after.adjustments).toMatchObject([
        {
          ...{ attemptId: given.attemptId, memberName: "Member 07", adjustedByName: "Member 07" },
          ...{ why: "The invoice says so.", differencePicoUsd: (3n * dollar) / 2n, late: false },
        },
      ]);
      expect((await verifyLedger(ctx.db, "UTC")).problems).toEqual([]);
    }));

  test("marks a correction of a month that was over as late", () =>
    inOwn(async (ctx) => {
      const at = new Date(now.getTime() - 70 * 86_400_000);
      const { attemptId } = await call(ctx, { at, costPicoUsd: dollar, certainty: "estimated" });
      await adjustAttempt(ctx, { attemptId, costUsd: "0.5", why: "Checked." });
      const { adjustments } = await getIntegrity(ctx);
      expect(adjustments).toMatchObject([{ differencePicoUsd: -dollar / 2n, late: true }]);
    }));

  test("counts what was charged beyond its hold, and the calls under way", () =>
    inOwn(async (ctx) => {
      await call(ctx, { costPicoUsd: 3n * dollar, held: dollar });
      const fine = await call(ctx, { costPicoUsd: dollar });
      await adjustAttempt(ctx, { attemptId: fine.attemptId, costUsd: "20", why: "Checked." });
      await adjustAttempt(ctx, { attemptId: fine.attemptId, costUsd: "1", why: "Mistyped." });
      const open = await makeAttempt(ctx.db, ctx.actor.userId);
      await ask(ctx.db, { ...open, amount: 1n, at: now });
      const report = await getIntegrity(ctx);
      expect(report.overruns).toEqual({ calls: 1, amountPicoUsd: 2n * dollar });
      expect(report.open).toEqual({
        count: 1,
        oldest: { since: now, memberName: "Member 07", model: open.model },
      });
    }));

  test("finds one unit of drift, and a hold that outlived its deadline", () =>
    inOwn(async (ctx) => {
      await call(ctx, { costPicoUsd: dollar });
      await ctx.db.update(usageDays).set({ costPicoUsd: dollar + 1n });
      const stuck = await makeAttempt(ctx.db, ctx.actor.userId);
      await ask(ctx.db, { ...stuck, amount: 1n, at: now });
      await ctx.db
        .update(attempts)
        .set({ leaseExpiresAt: sql`now() - interval '2 minutes'` })
        .where(eq(attempts.id, stuck.attemptId));
      await askForIntegrityCheck(ctx);
      expect(await runIntegrityCheck(ctx.db, "UTC")).toBe(true);
      const { check } = await getIntegrity(ctx);
      expect(check?.ledger.driftPicoUsd).toBe(1n);
      expect(check?.ledger.checks.filter(({ wrong }) => wrong > 0)).toEqual([
        { name: "days", wrong: 1, driftPicoUsd: 1n },
        { name: "deadlines", wrong: 1, driftPicoUsd: 0n },
      ]);
    }));

  test("does not exist for a member", () =>
    inOwn(async ({ db }) => {
      const member = { db, actor: await makeMember(db) };
      await expect(getIntegrity(member)).rejects.toMatchObject({ code: "not_found" });
    }));
});

async function change(
  tx: Tx,
  attemptId: string,
  values: Partial<typeof attempts.$inferInsert>,
): Promise<void> {
  await tx.update(attempts).set(values).where(eq(attempts.id, attemptId));
}

describe("listEstimates", () => {
  test("has every estimate on one page, the newest first, also where several ended at one instant", () =>
    inOwn(async (ctx) => {
      const made: string[] = [];
      for (let n = 0; n < 7; n++) {
        made.push((await call(ctx, { costPicoUsd: dollar, certainty: "estimated" })).attemptId);
      }
      await call(ctx, { costPicoUsd: dollar });
      await ctx.db
        .update(attempts)
        .set({ endedAt: now })
        .where(inArray(attempts.id, made.slice(0, 4)));
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listEstimates(ctx, { cursor, limit: 2 });
        seen.push(...page.calls.map(({ attemptId }) => attemptId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen.toSorted()).toEqual(made.toSorted());
      const { calls } = await listEstimates(ctx, {});
      expect(calls.map(({ attemptId }) => attemptId)).toEqual(seen);
      const ended = calls.map(({ endedAt }) => endedAt.getTime());
      expect(ended).toEqual(ended.toSorted((a, b) => b - a));
    }));

  test("finds by a part of a member's name or email or a model's, signs taken literally, and by why", () =>
    inOwn(async (ctx) => {
      const other = { db: ctx.db, actor: await makeMember(ctx.db) };
      await ctx.db.update(users).set({ name: "Hal_9" }).where(eq(users.id, other.actor.userId));
      const mine = await call(ctx, { costPicoUsd: dollar, certainty: "estimated" });
      const theirs = await call(other, { costPicoUsd: dollar, certainty: "estimated" });
      await ctx.db
        .update(attempts)
        .set({ model: "o4-mini", certaintyReason: "stopped" })
        .where(eq(attempts.id, mine.attemptId));
      const found = async (query: Parameters<typeof listEstimates>[1]) =>
        (await listEstimates(ctx, query)).calls.map(({ attemptId }) => attemptId);
      expect(await found({ text: " hal_ " })).toEqual([theirs.attemptId]);
      expect(await found({ text: "hal%9" })).toEqual([]);
      expect(await found({ text: `${other.actor.userId}@` })).toEqual([theirs.attemptId]);
      expect(await found({ text: "O4-" })).toEqual([mine.attemptId]);
      expect(await found({ reason: "stopped" })).toEqual([mine.attemptId]);
      expect(await found({ reason: "stopped", text: "hal_" })).toEqual([]);
      await expect(listEstimates(other)).rejects.toMatchObject({ code: "not_found" });
    }));
});
