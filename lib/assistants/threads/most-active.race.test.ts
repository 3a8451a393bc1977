import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openDb } from "@/db/client";
import { runs } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { getThreadRules } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import {
  archiveThreads,
  deleteThreads,
  duplicateThread,
  listThreads,
  pinThreads,
  restoreThreads,
  saveThreadRules,
  startRun,
  unarchiveThreads,
} from "..";
import { makeOrganisation, makePaidThread, makeThreads } from "../lifecycle/testing";
import { sendAndWait, until, useAssistants } from "../testing";

const own = useOwnDb();
const lab = useAssistants(own);
beforeAll(() => makeOrganisation(lab.db));

const FULL = "You have 3 of 3 active threads: archive or delete one, or go on in one of them.";

async function allow(activeThreadsMax: number | null): Promise<void> {
  await saveThreadRules(await lab.newCtx(), { ...(await getThreadRules(lab.db)), activeThreadsMax });
}

const begin = (ctx: Ctx, more: { temporary?: boolean } = {}) =>
  startRun(ctx, { text: "Begin [[upstream:tokens:3]]", idempotencyKey: randomUUID(), ...more });

/** Answers are written in the background, on the connections of whoever began. */
const settled = (ctx: Ctx) =>
  until(
    async () =>
      (await lab.db.$count(runs, and(eq(runs.userId, ctx.actor.userId), isNull(runs.endedAt)))) === 0,
  );

const activeOf = async (ctx: Ctx) => {
  const { pinned, threads } = await listThreads(ctx);
  return pinned.length + threads.length;
};

describe("the most active threads of a member", () => {
  beforeEach(() => allow(3));

  test("refuse one more, in a sentence that says what to do, until there is room", async () => {
    const ctx = await lab.newCtx("member");
    const other = await makePaidThread(lab.db, ctx.actor.userId, 0);
    const [pinned = "", third = ""] = await makeThreads(lab.db, ctx.actor.userId, [{}, {}]);
    await makeThreads(lab.db, ctx.actor.userId, [{ archivedAt: new Date() }, { deletedAt: new Date() }]);
    await pinThreads(ctx, { threadIds: [pinned] });
    await expect(begin(ctx)).rejects.toMatchObject({ code: "conflict", message: FULL });
    await begin(ctx, { temporary: true });
    await sendAndWait(ctx, "Go on in one [[upstream:tokens:3]]", other);
    await expect(duplicateThread(ctx, { threadId: other })).rejects.toMatchObject({ message: FULL });

    await archiveThreads(ctx, { threadIds: [third] });
    await begin(ctx);
    await expect(begin(ctx)).rejects.toMatchObject({ message: FULL });
    await deleteThreads(ctx, { threadIds: [pinned] });
    await duplicateThread(ctx, { threadId: other });
    expect(await activeOf(ctx)).toBe(3);
    await allow(null);
    await begin(ctx);
    expect(await activeOf(ctx)).toBe(4);
    await settled(ctx);
  });

  test("keep nobody from a thread of their own: what comes back comes back", async () => {
    const ctx = await lab.newCtx("member");
    await makeThreads(lab.db, ctx.actor.userId, [{}, {}, {}]);
    const [archived = "", deleted = ""] = await makeThreads(lab.db, ctx.actor.userId, [
      ...[{ archivedAt: new Date() }, { deletedAt: new Date() }],
    ]);
    const asleep = await makePaidThread(lab.db, ctx.actor.userId, 50);
    await archiveThreads(ctx, { threadIds: [asleep] });
    await unarchiveThreads(ctx, { threadIds: [archived] });
    await restoreThreads(ctx, { threadIds: [deleted] });
    await sendAndWait(ctx, "Awake [[upstream:tokens:3]]", asleep);
    expect(await activeOf(ctx)).toBe(6);
    await expect(begin(ctx)).rejects.toThrow("You have 6 of 3 active threads");
  });

  test("hold against a whole crowd of new threads of one member", async () => {
    const ctx = await lab.newCtx("member");
    const begun = await Promise.allSettled(Array.from({ length: 12 }, () => begin(ctx)));
    expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    for (const one of begun)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ message: FULL });
    await settled(ctx);
    expect(await activeOf(ctx)).toBe(3);
    expect(await activeOf(await lab.newCtx("member")), "somebody else's").toBe(0);
  });

  test("hold against two processes that begin one at the same time, each of which had counted", async () => {
    const ctx = await lab.newCtx("member");
    await makeThreads(lab.db, ctx.actor.userId, [{}, {}]);
    // Both with connections of their own: what the tests before have left to settle stands in nobody's way.
    const processes = [openDb(own.url, 5), openDb(own.url, 5)];
    try {
      const begun = await whileNobodyIsAdmitted(() => processes.map(({ db }) => begin({ ...ctx, db })));
      expect(begun.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      await settled(ctx);
    } finally {
      await Promise.all(processes.map(({ close }) => close()));
    }
    expect(await activeOf(ctx)).toBe(3);
  });
});

/** The lock under which budgets change, and for which every admission waits. */
const BUDGETS_LOCK = 0x62756467;

/** The first part of the lock of a member; one start waits for it while the other, which has it, waits for the budgets. */
const MEMBERS_LOCK = 0x74687264;

/** Lets two starts come as far as they can without being admitted, and then go on together. */
async function whileNobodyIsAdmitted(start: () => Promise<unknown>[]) {
  const starts = await lab.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${BUDGETS_LOCK})`);
    const started = Promise.allSettled(start());
    await until(async () => {
      const [row] = await tx.execute<{ count: string }>(sql`
        select count(*) as count from pg_locks where locktype = 'advisory' and not granted and classid = ${MEMBERS_LOCK}
          and database = (select oid from pg_database where datname = current_database())`);
      return Number(row?.count) === 1;
    });
    return { started };
  });
  return starts.started;
}
