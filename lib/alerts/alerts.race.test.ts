import { inArray, isNull, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { outbox } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { setBudget } from "@/lib/budgets";
import { ask, makeAttempt, memberBudget, post } from "@/lib/budgets/testing";
import { deliverAlerts, listAlerts } from ".";

const db = useTestDb(16);

describe("deliverAlerts", () => {
  test("delivers each alert once, however many instances deliver at once", async () => {
    const ids = await write(db, 150);
    // Opens as many connections, so that the first is not done before the others begin.
    await Promise.all(Array.from({ length: 8 }, () => db.execute(sql`select pg_sleep(0.05)`)));
    const delivered = (await Promise.all(Array.from({ length: 8 }, () => deliverAll(db)))).flat();
    const mine = delivered.filter((id) => ids.includes(id));
    expect(mine.toSorted()).toEqual(ids.toSorted());
    const open = await db.$count(outbox, isOpen(ids));
    expect(open).toBe(0);
  });

  test("leaves what it took to the next one when it dies before the commit", async () => {
    const [id = ""] = await write(db, 1);
    await inTestTransaction(db, async (tx) => {
      expect(await deliverAll(tx)).toContain(id);
      // It is taken, and nobody else waits for it.
      expect(await deliverAll(db)).not.toContain(id);
    });
    expect(await deliverAll(db)).toContain(id);
  });
});

describe("listAlerts", () => {
  test("tells admins which budget reached what, once it is delivered", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { userId } = ctx.actor;
      const at = new Date("2026-11-22T10:00:00Z");
      const limit = 5_000_000_000_000n;
      await setBudget(ctx, { ...memberBudget(userId, "month"), limit, thresholds: [80], now: at });
      const attempt = await makeAttempt(tx, userId);
      await ask(tx, { ...attempt, amount: limit, at });
      await post(tx, attempt, { costPicoUsd: (limit * 9n) / 10n });
      const [{ id = "" } = {}] = await tx
        .select({ id: outbox.id })
        .from(outbox)
        .where(sql`${outbox.key} like '%/80/%' and ${outbox.createdAt} = now()`);
      expect(await listed(tx)).not.toContain(id);
      await deliverAll(tx);
      const { alerts } = await listAlerts(ctx);
      expect(alerts.find(({ alertId }) => alertId === id)).toMatchObject({
        kind: "threshold",
        urgent: false,
        sentence: "Member 07's November budget: 90% used, $0.50 left of $5.00",
      });

      async function listed(conn: Conn) {
        return (await listAlerts({ ...ctx, db: conn })).alerts.map(({ alertId }) => alertId);
      }
    }));

  test("shows every alert on exactly one page, the newest first", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const ids = await write(tx, 120);
      await deliverAll(tx);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listAlerts(ctx, { cursor, limit: 50 });
        seen.push(...page.alerts.map(({ alertId }) => alertId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor && seen.length < 5_000);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => ids.includes(id))).toEqual(ids.toReversed());
    }));

  test("does not exist for a member, and begins again after a cursor that it did not write", () =>
    inTestTransaction(db, async (tx) => {
      const member = { db: tx, actor: await makeMember(tx) };
      await expect(listAlerts(member)).rejects.toMatchObject({ code: "not_found" });
      const admin = { db: tx, actor: await makeMember(tx, "admin") };
      for (const cursor of ["", "1~2", `999999999999999999~${newId()}`, `1~${newId()}'`]) {
        expect(await listAlerts(admin, { cursor })).toEqual(await listAlerts(admin));
      }
    }));
});

/** Alerts of the test's own, oldest first. */
async function write(conn: Conn, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  const payload = { attemptId: newId(), userId: newId(), model: "test/model", overrunPicoUsd: "5" };
  await conn.insert(outbox).values(ids.map((id) => ({ id, kind: "overrun" as const, key: id, payload })));
  return ids;
}

async function deliverAll(conn: Conn): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const delivered = await deliverAlerts(conn);
    if (delivered.length === 0) return all;
    all.push(...delivered);
  }
}

function isOpen(ids: string[]) {
  return sql`${inArray(outbox.id, ids)} and ${isNull(outbox.deliveredAt)}`;
}
