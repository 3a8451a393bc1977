import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { integrityChecks } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { askForIntegrityCheck, runIntegrityCheck } from "..";
import { readChecks } from "./read";

const own = useOwnDb(12);
afterEach(() => own.db.delete(integrityChecks));

const admin = async () => ({ db: own.db, actor: await makeMember(own.db, "admin") });
const run = () => runIntegrityCheck(own.db, "UTC");
const rows = () => own.db.select().from(integrityChecks);

/** The check stops before its sixth step while `work` runs. */
async function heldUp(work: (check: Promise<boolean>) => Promise<void>): Promise<void> {
  const box: { check?: Promise<boolean> } = {};
  await own.db.transaction(async (tx) => {
    await tx.execute(sql`lock table budget_periods in access exclusive mode`);
    box.check = run();
    box.check.catch(() => undefined);
    await expect.poll(async () => (await readChecks(own.db)).running?.done).toBe(5);
    await tx.execute(sql`select 1`);
    await work(box.check);
  });
  await box.check?.catch(() => undefined);
}

describe("a check of everything", () => {
  test("is made once by however many processes, and kept with its time", async () => {
    await askForIntegrityCheck(await admin());
    const ran = await Promise.all(Array.from({ length: 5 }, run));
    expect(ran.filter(Boolean)).toHaveLength(1);
    const { check, running } = await readChecks(own.db);
    expect(running).toBeNull();
    expect(check).toMatchObject({ ledger: { entries: 0, driftPicoUsd: 0n }, chain: { broken: null } });
    expect(check?.ledger.checks).toHaveLength(8);
    expect(await run()).toBe(false);
    expect(await rows()).toHaveLength(1);
  });

  test("is asked for once by however many admins", async () => {
    const ctx = await admin();
    await Promise.all(Array.from({ length: 5 }, () => askForIntegrityCheck(ctx)));
    expect(await rows()).toMatchObject([{ askedBy: ctx.actor.userId, done: 0, finishedAt: null }]);
  });

  test("shows how far it is, is not begun twice, and leaves the last verdict until it is done", async () => {
    await run();
    const before = (await readChecks(own.db)).check?.checkedAt;
    await askForIntegrityCheck(await admin());
    await heldUp(async () => {
      expect(await run()).toBe(false);
      const { check, running } = await readChecks(own.db);
      expect(running).toEqual({ done: 5, steps: 9 });
      expect(check?.checkedAt).toEqual(before);
    });
    const { check, running } = await readChecks(own.db);
    expect(running).toBeNull();
    expect(check?.checkedAt).not.toEqual(before);
  });

  test("says that it broke off, and is not begun again by itself", async () => {
    await askForIntegrityCheck(await admin());
    await heldUp(async (check) => {
      await own.db.execute(sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      await expect(check).rejects.toThrow();
    });
    // A transaction whose connection is gone rejects before its last write, which goes by another, has arrived.
    await expect
      .poll(() => readChecks(own.db))
      .toMatchObject({ check: null, running: null, brokeOffAt: expect.any(Date) });
    expect(await run()).toBe(false);
  });

  test("of a process that is gone goes to the next", async () => {
    await own.db.insert(integrityChecks).values({ id: newId(), done: 4 });
    expect(await run()).toBe(true);
    expect(await rows()).toMatchObject([{ done: 8, verdict: { entries: 0 } }]);
  });

  test("is made once a day by itself", async () => {
    expect(await run()).toBe(true);
    expect(await run()).toBe(false);
    const [first] = await rows();
    await own.db
      .update(integrityChecks)
      .set({ finishedAt: sql`now() - interval '25 hours'` })
      .where(eq(integrityChecks.id, first?.id ?? ""));
    expect(await run()).toBe(true);
    expect(await rows()).toHaveLength(2);
  });

  test("is asked for by admins alone", async () => {
    const member = { db: own.db, actor: await makeMember(own.db) };
    await expect(askForIntegrityCheck(member)).rejects.toMatchObject({ code: "not_found" });
  });
});
