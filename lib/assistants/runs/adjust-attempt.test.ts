import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { attempts, entries } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { listStandings, setBudget } from "@/lib/budgets";
import { ask, giveBack, makeAttempt, memberBudget, post } from "@/lib/budgets/testing";
import { verifyLedger } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { adjustAttempt } from "..";

const db = useTestDb();
const cent = 10_000_000_000n;

describe("adjustAttempt", () => {
  test("books what the call really cost, with who and why, and budgets follow", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "month"), limit: 100n * cent });
      const { attemptId } = await settled(ctx, 5n * cent);
      const why = "  The invoice of November says so.  ";
      expect(await adjustAttempt(ctx, { attemptId, costUsd: "$0.12", why })).toEqual({
        ...{ before: 5n * cent, after: 12n * cent },
      });
      const [standing] = await listStandings(ctx);
      expect(standing?.spent).toBe(12n * cent);
      const booked = await tx
        .select()
        .from(entries)
        .where(eq(entries.attemptId, attemptId))
        .orderBy(entries.id);
      expect(booked.at(-1)).toMatchObject({
        ...{ kind: "adjustment", certainty: "exact", costPicoUsd: 12n * cent },
        ...{ adjustedBy: ctx.actor.userId, adjustedWhy: why.trim() },
      });
      expect((await verifyLedger(tx, "UTC")).problems).toEqual([]);
    }));

  test("makes an estimate exact at the same amount, once", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { attemptId } = await settled(ctx, 5n * cent);
      const same = { attemptId, costUsd: "0.05", why: "Checked." };
      await adjustAttempt(ctx, same);
      const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, attemptId));
      expect(attempt).toMatchObject({ certainty: "exact", costPicoUsd: 5n * cent });
      await expect(adjustAttempt(ctx, same)).rejects.toMatchObject({
        ...{ code: "conflict", message: "This call is booked with exactly $0.0500 already." },
      });
    }));

  test("may come twice, and down to nothing", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { attemptId } = await settled(ctx, 5n * cent);
      for (const costUsd of ["0.09", "0"]) await adjustAttempt(ctx, { attemptId, costUsd, why: "Checked." });
      const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, attemptId));
      expect(attempt?.costPicoUsd).toBe(0n);
      expect((await verifyLedger(tx, "UTC")).problems).toEqual([]);
    }));

  test.each([
    [{ costUsd: "-0.01" }, "costUsd"],
    [{ costUsd: "0,05" }, "costUsd"],
    [{ costUsd: "" }, "costUsd"],
    [{ costUsd: "10000.01" }, "costUsd"],
    [{ why: " " }, "why"],
    [{ why: "x".repeat(501) }, "why"],
  ])("refuses %j and names the field", (change, field) =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { attemptId } = await settled(ctx, 5n * cent);
      const adjusting = adjustAttempt(ctx, { attemptId, costUsd: "0.12", why: "Checked.", ...change });
      await expect(adjusting).rejects.toMatchObject({ code: "invalid", details: { field } });
    }),
  );

  test("is for admins, also where the call is the member's own", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx) };
      const { attemptId } = await settled(ctx, 5n * cent);
      const adjusting = adjustAttempt(ctx, { attemptId, costUsd: "0", why: "Checked." });
      await expect(adjusting).rejects.toMatchObject({ code: "forbidden" });
    }));

  test("says so where there is nothing to correct", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const adjust = (attemptId: string) => adjustAttempt(ctx, { attemptId, costUsd: "1", why: "Checked." });
      await expect(adjust("none")).rejects.toMatchObject({ code: "not_found" });
      await expect(adjust(newId())).rejects.toMatchObject({ code: "not_found" });
      const open = await held(ctx);
      await expect(adjust(open.attemptId)).rejects.toMatchObject({ code: "conflict" });
      await giveBack(tx, open);
      await expect(adjust(open.attemptId)).rejects.toMatchObject({ code: "conflict" });
    }));
});

async function held({ db: tx, actor }: Ctx) {
  const attempt = await makeAttempt(tx, actor.userId);
  await ask(tx, { ...attempt, amount: 20n * cent, at: new Date() });
  return attempt;
}

async function settled(ctx: Ctx, costPicoUsd: bigint) {
  const attempt = await held(ctx);
  await post(ctx.db, attempt, { costPicoUsd, certainty: "estimated" });
  return attempt;
}
