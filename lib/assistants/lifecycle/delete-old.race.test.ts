import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { users } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { ledgerTotals, verifyLedger } from "@/lib/ledger";
import { disableMember, enableMember, getThreadRules } from "@/lib/org";
import {
  agreeToDeletion,
  archiveThreads,
  deleteOldThreads,
  deleteThreads,
  eraseDeletedThreads,
  findAnnouncement,
  getDeletionOutlook,
  getThread,
  keepAllThreads,
  keepThreads,
  listAnnounced,
  listDeletedThreads,
  pinThreads,
  restoreThreads,
  saveThreadRules,
} from "..";
import { sendAndWait, until, useAssistants } from "../testing";
import { fatesOf, letTheDayCome, makeOrganisation, makePaidThread, makeThreads } from "./testing";

const own = useOwnDb();
const lab = useAssistants(own);
beforeAll(() => makeOrganisation(own.db));

const newCtx = (role: "admin" | "member" = "member") => lab.newCtx(role);

/** A member who agreed, with so many threads that are announced. */
async function announced(count: number) {
  const ctx = await newCtx();
  const ids = await makeThreads(
    own.db,
    ctx.actor.userId,
    Array.from({ length: count }, () => ({ idleDays: 400 })),
  );
  await agreeToDeletion(ctx, { agreed: true });
  expect(await findAnnouncement(ctx)).toMatchObject({ count });
  return { ctx, ids };
}

describe("deleteOldThreads", () => {
  test("touches nothing of a member who did not agree", async () => {
    const ctx = await newCtx();
    const ids = await makeThreads(own.db, ctx.actor.userId, [{ idleDays: 4_000 }]);
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, ids)).toEqual(["there"]);
    expect(await getDeletionOutlook(ctx)).toMatchObject({
      agreed: false,
      announced: null,
      next: { count: 1 },
    });
    const other = await announced(1);
    await letTheDayCome(own.db, other.ctx.actor.userId);
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, [...ids, ...other.ids])).toEqual(["there", "deleted for its age"]);
  });

  test("announces a day at least fourteen days ahead, on which the threads are a year old", async () => {
    const ctx = await newCtx();
    const at = new Date("2026-11-22T15:00:00Z");
    const moment = { at, timeZone: "Europe/Warsaw" };
    // On 7 December, fifteen days later, the first has had 365 whole days, the second 364.
    const ids = await makeThreads(own.db, ctx.actor.userId, [
      { lastActivityAt: new Date("2025-12-06T22:59:00Z") },
      { lastActivityAt: new Date("2025-12-06T23:00:00Z") },
      { lastActivityAt: new Date("2024-01-01T00:00:00Z"), archivedAt: new Date() },
      { lastActivityAt: new Date("2024-01-01T00:00:00Z"), pinnedAt: new Date() },
      { lastActivityAt: new Date("2024-01-01T00:00:00Z"), keptAt: new Date() },
      { lastActivityAt: new Date("2024-01-01T00:00:00Z"), temporary: true },
    ]);
    await agreeToDeletion(ctx, { agreed: true }, moment);
    expect(await fatesOf(own.db, ids)).toEqual([
      "announced",
      "there",
      "announced",
      "there",
      "there",
      "there",
    ]);
    const on = new Date("2026-12-06T23:00:00Z");
    expect(await findAnnouncement(ctx)).toEqual({ count: 2, on });
    expect((await listAnnounced(ctx)).threads.map((thread) => thread.at)).toEqual([on, on]);

    await deleteOldThreads(own.db, { ...moment, at: new Date(on.getTime() - 1) });
    expect(await fatesOf(own.db, ids.slice(0, 3)), "the second waits for the next day").toEqual([
      ...["announced", "there", "announced"],
    ]);
    await deleteOldThreads(own.db, { ...moment, at: on });
    expect(await fatesOf(own.db, ids)).toEqual([
      ...["deleted for its age", "announced", "deleted for its age", "there", "there", "there"],
    ]);
    expect((await findAnnouncement(ctx))?.on).toEqual(new Date("2026-12-21T23:00:00Z"));
  });

  test("withdraws what is pinned or kept, and deletes the rest on its day", async () => {
    const { ctx, ids } = await announced(4);
    const [pinned = "", kept = "", ...rest] = ids;
    await pinThreads(ctx, { threadIds: [pinned] });
    await keepThreads(ctx, { threadIds: [kept] });
    expect(await findAnnouncement(ctx)).toMatchObject({ count: 2 });
    await letTheDayCome(own.db, ctx.actor.userId);
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, ids)).toEqual([
      "there",
      "there",
      "deleted for its age",
      "deleted for its age",
    ]);
    const deleted = await listDeletedThreads(ctx);
    expect(deleted.threads.map(({ id }) => id).toSorted()).toEqual(rest.toSorted());

    const more = await announced(3);
    expect(await keepAllThreads(more.ctx)).toEqual({ kept: 3 });
    expect(await findAnnouncement(more.ctx)).toBeNull();
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, more.ids)).toEqual(["there", "there", "there"]);
  });

  test("withdraws what somebody goes on with, also out of the archive", async () => {
    const ctx = await newCtx();
    const threadId = await makePaidThread(own.db, ctx.actor.userId, 400);
    await archiveThreads(ctx, { threadIds: [threadId] });
    await agreeToDeletion(ctx, { agreed: true });
    expect(await findAnnouncement(ctx)).toMatchObject({ count: 1 });
    await sendAndWait(ctx, "Still of use [[upstream:tokens:3]]", threadId);
    await letTheDayCome(own.db, ctx.actor.userId);
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, [threadId])).toEqual(["there"]);
  });

  test("restores for thirty days what was deleted for its age, and keeps it from then on", async () => {
    const { ctx, ids } = await announced(2);
    const [back = "", gone = ""] = ids;
    await letTheDayCome(own.db, ctx.actor.userId);
    await deleteOldThreads(own.db);
    const age = (days: number) =>
      own.db.execute(sql`
        update threads set deleted_at = now() - make_interval(days => ${days}) where user_id = ${ctx.actor.userId}`);
    await age(29);
    await eraseDeletedThreads(own.db);
    await restoreThreads(ctx, { threadIds: [back] });
    expect((await getThread(ctx, { threadId: back })).title).toBe("A thread");
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, ids), "it is not announced again").toEqual(["there", "deleted for its age"]);
    await own.db.execute(sql`update threads set deleted_at = now() - interval '31 days' where id = ${gone}`);
    await eraseDeletedThreads(own.db);
    await expect(restoreThreads(ctx, { threadIds: [gone] })).rejects.toMatchObject({ code: "not_found" });
    expect((await listDeletedThreads(ctx)).threads).toEqual([]);
  });

  test("gives a thread that was deleted by hand no longer than a day, announced or not", async () => {
    const { ctx, ids } = await announced(1);
    await deleteThreads(ctx, { threadIds: ids });
    const [row] = (await listDeletedThreads(ctx)).threads;
    expect(row).toMatchObject({ byAge: false });
    expect(Number(row?.erasedAt) - Number(row?.at)).toBe(24 * 3_600_000);
    await restoreThreads(ctx, { threadIds: ids });
    expect(await fatesOf(own.db, ids)).toEqual(["there"]);
  });

  test("withdraws every announcement with the consent, with another rule, and while a member is disabled", async () => {
    const admin = await newCtx("admin");
    const { ctx, ids } = await announced(2);
    await agreeToDeletion(ctx, { agreed: false });
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, ids)).toEqual(["there", "there"]);
    await agreeToDeletion(ctx, { agreed: true });

    const rules = await getThreadRules(own.db);
    await saveThreadRules(admin, { ...rules, deleteAfterDays: 500 });
    expect(await findAnnouncement(ctx)).toBeNull();
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, ids)).toEqual(["there", "there"]);
    await saveThreadRules(admin, { ...rules, deleteAfterDays: null });
    expect(await deleteOldThreads(own.db)).toEqual({ deleted: 0, announced: 0 });
    await saveThreadRules(admin, rules);
    await deleteOldThreads(own.db);
    expect(await findAnnouncement(ctx)).toMatchObject({ count: 2 });

    await letTheDayCome(own.db, ctx.actor.userId);
    await disableMember(admin, { userId: ctx.actor.userId });
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, ids), "nobody could have seen it").toEqual(["there", "there"]);
    await enableMember(admin, { userId: ctx.actor.userId });
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, ids)).toEqual(["announced", "announced"]);
  });

  test("deletes and announces each thread once from several instances, and no sum moves", async () => {
    const members = await Promise.all(Array.from({ length: 6 }, () => newCtx()));
    const paid: string[] = [];
    for (const { actor } of members) paid.push(await makePaidThread(own.db, actor.userId, 400));
    const many = members[0]?.actor.userId ?? "";
    const ids = [
      ...paid,
      ...(await makeThreads(
        own.db,
        many,
        Array.from({ length: 620 }, () => ({ idleDays: 380 })),
      )),
    ];
    for (const { actor } of members) {
      await own.db.update(users).set({ deletionAgreedAt: new Date() }).where(eq(users.id, actor.userId));
    }
    const before = await ledgerTotals(own.db);
    expect(before.usd.total).not.toBe("0");
    const twice = () => Promise.all([deleteOldThreads(own.db), deleteOldThreads(own.db)]);
    const [one, other] = await twice();
    expect(one.announced + other.announced).toBe(626);
    for (const { actor } of members) await letTheDayCome(own.db, actor.userId);
    const [first, second] = await twice();
    expect(first.deleted + second.deleted).toBe(626);
    expect(new Set(await fatesOf(own.db, ids))).toEqual(new Set(["deleted for its age"]));
    await own.db.execute(
      sql`update threads set deleted_at = now() - interval '40 days' where deleted_at is not null`,
    );
    while ((await eraseDeletedThreads(own.db)) > 0);
    expect(new Set(await fatesOf(own.db, ids))).toEqual(new Set(["erased"]));
    expect(await ledgerTotals(own.db)).toEqual(before);
    expect((await verifyLedger(own.db, "UTC")).problems).toEqual([]);
  });
});

describe("what changes while a job is under way", () => {
  /** A member who agreed, with one old thread that is not announced yet. */
  async function agreedButNotTold() {
    const ctx = await newCtx();
    await agreeToDeletion(ctx, { agreed: true });
    return { ctx, ids: await makeThreads(own.db, ctx.actor.userId, [{ idleDays: 400 }]) };
  }

  test("is the consent: a member who is taking it back is passed by", async () => {
    const { ctx, ids } = await agreedButNotTold();
    await own.db.transaction(async (tx) => {
      await agreeToDeletion({ ...ctx, db: tx }, { agreed: false });
      await deleteOldThreads(own.db);
    });
    expect(await fatesOf(own.db, ids)).toEqual(["there"]);
  });

  test("is the rule: nothing is announced by the one before", async () => {
    const admin = await newCtx("admin");
    const { ids } = await agreedButNotTold();
    const rules = await getThreadRules(own.db);
    const box: { job: Promise<unknown>; isOver: boolean } = { job: Promise.resolve(), isOver: false };
    await own.db.transaction(async (tx) => {
      await saveThreadRules({ ...admin, db: tx }, { ...rules, deleteAfterDays: null });
      box.job = deleteOldThreads(own.db).finally(() => {
        box.isOver = true;
      });
      await until(async () => {
        const [row] = await tx.execute<{ waiting: boolean }>(sql`
          select exists (select 1 from pg_locks where not granted and locktype in ('tuple', 'transactionid')) as waiting`);
        return box.isOver || row?.waiting === true;
      });
    });
    await box.job;
    expect(await fatesOf(own.db, ids)).toEqual(["there"]);
    await saveThreadRules(admin, rules);
    await deleteOldThreads(own.db);
    expect(await fatesOf(own.db, ids)).toEqual(["announced"]);
  });
});

test("nobody keeps, sees or restores another member's threads", async () => {
  const { ctx, ids } = await announced(1);
  const stranger = await newCtx();
  await expect(keepThreads(stranger, { threadIds: ids })).rejects.toMatchObject({ code: "not_found" });
  expect(await keepAllThreads(stranger)).toEqual({ kept: 0 });
  expect(await findAnnouncement(stranger)).toBeNull();
  await deleteThreads(ctx, { threadIds: ids });
  expect((await listDeletedThreads(stranger)).threads).toEqual([]);
  expect((await listDeletedThreads(stranger, { cursor: "made up" })).threads).toEqual([]);
});
