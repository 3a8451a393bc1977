import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { runs } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { getThreadRules } from "@/lib/org";
import { archiveIdleThreads, archiveThreads, listThreads, saveThreadRules, unarchiveThreads } from "..";
import { fatesOf, makeOrganisation, makeThreads } from "./testing";

const own = useOwnDb();
beforeAll(() => makeOrganisation(own.db));

describe("archiveIdleThreads", () => {
  test("archives what had thirty whole days without a message, in the organisation's zone", async () => {
    const { userId } = await makeMember(own.db);
    const [before, after] = await makeThreads(own.db, userId, [
      { lastActivityAt: new Date("2026-10-31T09:59:59Z") },
      { lastActivityAt: new Date("2026-10-31T10:00:00Z") },
    ]);
    // In Kiritimati, fourteen hours ahead, the first was written on 31 October and the second on 1 November.
    const timeZone = "Pacific/Kiritimati";
    const ids = [before ?? "", after ?? ""];
    await archiveIdleThreads(own.db, { timeZone, at: new Date("2026-11-30T09:59:59Z") });
    expect(await fatesOf(own.db, ids)).toEqual(["there", "there"]);
    await archiveIdleThreads(own.db, { timeZone, at: new Date("2026-11-30T10:00:00Z") });
    expect(await fatesOf(own.db, ids)).toEqual(["archived", "there"]);
    await archiveIdleThreads(own.db, { timeZone, at: new Date("2026-12-01T10:00:00Z") });
    expect(await fatesOf(own.db, ids)).toEqual(["archived", "archived"]);
  });

  test("leaves pinned, kept, answering, temporary and fresh threads where they are", async () => {
    const { userId } = await makeMember(own.db);
    const ids = await makeThreads(own.db, userId, [
      { idleDays: 40 },
      { idleDays: 40, pinnedAt: new Date() },
      { idleDays: 40, keptAt: new Date() },
      { idleDays: 40, temporary: true },
      { idleDays: 40 },
      { idleDays: 29 },
    ]);
    await own.db.insert(runs).values({
      ...{ id: newId(), userId, threadId: ids[4] ?? "", provider: "openai", model: "gpt-4o-mini" },
      ...{ status: "in_progress", outputTokensMax: 1, idempotencyKey: newId(), requestHash: "" },
    });
    await archiveIdleThreads(own.db);
    expect(await fatesOf(own.db, ids)).toEqual(["archived", "there", "there", "there", "there", "there"]);
  });

  test("does not archive again what was taken out of the archive", async () => {
    const ctx = { db: own.db, actor: await makeMember(own.db) };
    const [old = "", fresh = ""] = await makeThreads(own.db, ctx.actor.userId, [
      { idleDays: 40 },
      { idleDays: 2 },
    ]);
    await archiveIdleThreads(own.db);
    await archiveThreads(ctx, { threadIds: [fresh] });
    await unarchiveThreads(ctx, { threadIds: [old, fresh] });
    await archiveIdleThreads(own.db);
    expect((await listThreads(ctx)).threads.map(({ id }) => id)).toEqual([fresh, old]);
    await own.db.execute(
      `update threads set last_activity_at = now() - interval '50 days' where id = '${fresh}'`,
    );
    await archiveIdleThreads(own.db);
    expect(
      (await listThreads(ctx)).threads.map(({ id }) => id),
      "it was put back while it was young",
    ).toEqual([old]);
  });

  test("archives each thread once, whoever else does so at the same time, and passes by what somebody has", async () => {
    const { userId } = await makeMember(own.db);
    const ids = await makeThreads(
      own.db,
      userId,
      Array.from({ length: 1_203 }, () => ({ idleDays: 31 })),
    );
    const [held = ""] = ids;
    await own.db.transaction(async (tx) => {
      await tx.execute(`select 1 from threads where id = '${held}' for no key update`);
      const archived = await Promise.all([1, 2].map(() => archiveIdleThreads(own.db)));
      expect(archived.reduce((a, b) => a + b, 0)).toBe(1_202);
    });
    expect(new Set(await fatesOf(own.db, ids.slice(1)))).toEqual(new Set(["archived"]));
    expect(await archiveIdleThreads(own.db)).toBe(1);
  });

  test("does nothing without a rule", async () => {
    const admin = { db: own.db, actor: await makeMember(own.db, "admin") };
    const ids = await makeThreads(own.db, admin.actor.userId, [{ idleDays: 400 }]);
    const rules = await getThreadRules(own.db);
    await saveThreadRules(admin, { ...rules, archiveAfterDays: null });
    expect(await archiveIdleThreads(own.db)).toBe(0);
    await saveThreadRules(admin, rules);
    expect(await archiveIdleThreads(own.db)).toBe(1);
    expect(await fatesOf(own.db, ids)).toEqual(["archived"]);
  });
});
