import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import {
  archiveIdleThreads,
  deleteOldThreads,
  eraseTemporaryThreads,
  findAnnouncement,
  listAnnounced,
  listDeletedThreads,
  listThreads,
} from "@/lib/assistants";
import type { Ctx } from "@/lib/org/types";
import { explain, problemsOfList } from "./plans";

const own = useOwnDb();
const box = { userId: "" };

/** Twenty members with a thousand threads each, of every kind, so that reading all of them costs more than an index. */
beforeAll(async () => {
  for (let member = 0; member < 20; member++) {
    const { userId } = await makeMember(own.db);
    box.userId = userId;
    await own.db.execute(sql`
      insert into threads (id, user_id, title, last_activity_at, seen_at, archived_at, pinned_at, deleted_at, deletes_at, temporary)
      select gen_random_uuid(), ${userId}::uuid, 'Thread ' || n, now() - n * interval '1 second', now(),
        case when n % 10 in (1, 2) then now() - n * interval '1 second' end,
        case when n % 500 = 0 then now() end,
        case when n % 10 = 3 then now() - n * interval '1 second' end,
        case when n % 10 = 2 then now() + interval '10 days' end,
        n % 10 = 4
      from generate_series(1, 1000) n`);
  }
  await own.db.execute(sql`update users set deletion_agreed_at = now()`);
  await own.db.execute(sql`analyze threads, users`);
});

const ctxOf = (db: Db): Ctx => ({ db, actor: { userId: box.userId, role: "member", departmentId: null } });

describe("the plans of", () => {
  test("the sidebar's first page read it from its indexes, in their order", async () => {
    expect(problemsOfList(await explain(own.url, (db) => listThreads(ctxOf(db))))).toEqual([]);
  });

  test.each<[string, string, (db: Db) => Promise<unknown>]>([
    ["the archive", "threads_archived", (db) => listThreads(ctxOf(db), { archived: true })],
    ["the announcement", "threads_announced", (db) => findAnnouncement(ctxOf(db))],
    ["what will be deleted", "threads_announced", (db) => listAnnounced(ctxOf(db))],
    ["what was deleted", "threads_deleted", (db) => listDeletedThreads(ctxOf(db))],
    ["archiving by age", "threads_idle", (db) => archiveIdleThreads(db)],
    ["deleting by age", "threads_announced", (db) => deleteOldThreads(db)],
    ["erasing temporary threads", "threads_temporary", (db) => eraseTemporaryThreads(db)],
  ])("%s use %s and never read all threads", async (_name, index, work) => {
    const steps = (await explain(own.url, work)).flat();
    expect(steps.map((step) => step["Index Name"])).toContain(index);
    const whole = steps.filter((step) => step["Node Type"] === "Seq Scan");
    expect(whole.map((step) => step["Relation Name"])).not.toContain("threads");
  });
});
