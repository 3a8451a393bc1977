import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgets, outbox, threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { Ctx } from "@/lib/org/types";
import { findThreadLimit, listBudgets, setBudget, setThreadLimit } from ".";
import { ask, makeAttempt, post } from "./testing";

const db = useTestDb();
const NOT_FOUND = { code: "not_found" };

const inThread = (work: (ctx: Ctx, threadId: string) => Promise<void>) => () =>
  inTestTransaction(db, async (tx) => {
    const ctx = await memberOf(tx);
    const threadId = newId();
    await tx.insert(threads).values({ id: threadId, userId: ctx.actor.userId });
    await work(ctx, threadId);
  });

const isOf = (threadId: string) => sql`${outbox.payload}->>'scopeId' = ${threadId}`;

async function memberOf(tx: Conn, role: "member" | "admin" = "member"): Promise<Ctx> {
  return { db: tx, actor: await makeMember(tx, role) };
}

describe("setThreadLimit", () => {
  test(
    "limits a thread of one's own, changes the limit and takes it away",
    inThread(async (ctx, threadId) => {
      expect(await findThreadLimit(ctx, { threadId })).toBeNull();
      await setThreadLimit(ctx, { threadId, limit: 2_000n });
      expect(await findThreadLimit(ctx, { threadId })).toEqual({ limit: 2_000n, spent: 0n, isOwn: true });
      await setThreadLimit(ctx, { threadId: threadId.toUpperCase(), limit: 0n });
      expect(await findThreadLimit(ctx, { threadId })).toMatchObject({ limit: 0n });
      await setThreadLimit(ctx, { threadId, limit: null });
      await setThreadLimit(ctx, { threadId, limit: null });
      expect(await findThreadLimit(ctx, { threadId })).toBeNull();
      for (const limit of [-1n, 10n ** 30n]) {
        await expect(setThreadLimit(ctx, { threadId, limit })).rejects.toMatchObject({ code: "invalid" });
      }
    }),
  );

  test(
    "is listed to admins under its member's name, not under what the thread is about",
    inThread(async (ctx, threadId) => {
      await setThreadLimit(ctx, { threadId, limit: 2_000n });
      const admin = await memberOf(ctx.db, "admin");
      const { budgets: listed } = await listBudgets(admin, { scope: "thread" });
      expect(listed.find(({ scopeId }) => scopeId === threadId)).toMatchObject({ scopeName: "Member 07" });
    }),
  );

  test("set before members' limits were told, is told at the limit alone, and like any other once it is changed", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await memberOf(tx);
      const attempt = await makeAttempt(tx, ctx.actor.userId);
      const { threadId } = attempt;
      const told = async () => {
        const rows = await tx.select({ payload: outbox.payload }).from(outbox).where(isOf(threadId));
        return rows.map(({ payload }) => payload.percent);
      };
      await setThreadLimit(ctx, { threadId, limit: 100n });
      await tx.update(budgets).set({ thresholds: [] }).where(eq(budgets.scopeId, threadId));
      const spend = async (amount: bigint, of = attempt) => {
        await ask(tx, { ...of, amount, at: new Date() });
        await post(tx, of, { costPicoUsd: amount });
      };
      await spend(96n);
      expect(await told()).toEqual([]);
      await spend(4n, { ...(await makeAttempt(tx, ctx.actor.userId)), threadId });
      expect(await told()).toEqual([100]);
      await setThreadLimit(ctx, { threadId, limit: 1_000n });
      await spend(500n, { ...(await makeAttempt(tx, ctx.actor.userId)), threadId });
      expect(await told()).toEqual([100, 50]);
    }));

  test("set before members' limits were told and lowered to what is nearly spent, is told by one threshold", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await memberOf(tx);
      const attempt = await makeAttempt(tx, ctx.actor.userId);
      const { threadId } = attempt;
      await setThreadLimit(ctx, { threadId, limit: 100n });
      await tx.update(budgets).set({ thresholds: [] }).where(eq(budgets.scopeId, threadId));
      const spend = async (amount: bigint, of = attempt) => {
        await ask(tx, { ...of, amount, at: new Date() });
        await post(tx, of, { costPicoUsd: amount });
      };
      await spend(96n);
      await setThreadLimit(ctx, { threadId, limit: 99n });
      await spend(1n, { ...(await makeAttempt(tx, ctx.actor.userId)), threadId });
      const rows = await tx.select({ payload: outbox.payload }).from(outbox).where(isOf(threadId));
      expect(rows.map(({ payload }) => payload.percent)).toEqual([95]);
    }));

  test(
    "leaves an admin's limit to the admin, also one that was the member's before",
    inThread(async (ctx, threadId) => {
      const admin = await memberOf(ctx.db, "admin");
      const key = {
        scope: "thread",
        scopeId: threadId,
        period: "total",
        unit: "usd",
        onLimit: "block",
      } as const;
      await setThreadLimit(ctx, { threadId, limit: 2_000n });
      await setBudget(admin, { ...key, limit: 50_000_000_000n });
      expect(await findThreadLimit(ctx, { threadId })).toEqual({
        ...{ limit: 50_000_000_000n, spent: 0n, isOwn: false },
      });
      for (const limit of [null, 1n, 10n ** 12n]) {
        await expect(setThreadLimit(ctx, { threadId, limit })).rejects.toThrow(
          "An admin limits this thread to $0.05: ask them to change it.",
        );
      }
    }),
  );

  test(
    "knows only threads of one's own that are there",
    inThread(async (ctx, threadId) => {
      const stranger = await memberOf(ctx.db, "admin");
      const attempts: [Ctx, string][] = [
        [stranger, threadId],
        [ctx, newId()],
        [ctx, "nonsense"],
      ];
      for (const [who, id] of attempts) {
        await expect(setThreadLimit(who, { threadId: id, limit: 1n })).rejects.toMatchObject(NOT_FOUND);
        await expect(findThreadLimit(who, { threadId: id })).rejects.toMatchObject(NOT_FOUND);
      }
      await ctx.db.update(threads).set({ deletedAt: new Date() }).where(eq(threads.id, threadId));
      await expect(setThreadLimit(ctx, { threadId, limit: 1n })).rejects.toMatchObject(NOT_FOUND);
      expect(await ctx.db.$count(budgets, eq(budgets.scopeId, threadId))).toBe(0);
    }),
  );
});
