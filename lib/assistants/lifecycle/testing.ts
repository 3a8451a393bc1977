import { eq, type SQL, sql } from "drizzle-orm";
import type { Conn, Db } from "@/db/client";
import { newId } from "@/db/id";
import { organisations, threads } from "@/db/schema";
import { type PastAnswer, recordAnswer } from "@/e2e/fixtures/spend";

const DAY_MS = 86_400_000;

/** The organisation of a database of the test's own, with its default rules. */
export async function makeOrganisation(db: Conn): Promise<void> {
  await db.insert(organisations).values({ id: newId(), name: "Northwind" });
}

type Made = Partial<Omit<typeof threads.$inferInsert, "userId">> & { idleDays?: number };

/** Threads of a member's, each idle for so many days. */
export async function makeThreads(db: Conn, userId: string, made: Made[]): Promise<string[]> {
  const rows = made.map(({ idleDays = 0, ...given }) => ({
    ...{ id: newId(), userId, title: "A thread", lastActivityAt: new Date(Date.now() - idleDays * DAY_MS) },
    ...given,
  }));
  await db.insert(threads).values(rows);
  return rows.map(({ id }) => id);
}

/** A thread with an answer that was paid for, so many days ago. */
export async function makePaidThread(db: Db, userId: string, idleDays: number): Promise<string> {
  const past: PastAnswer = {
    ...{ userId, at: new Date(Date.now() - idleDays * DAY_MS), thread: { title: "Paid for" } },
    ...{ question: "A question", answer: "An answer", inputTokens: 1_000, outputTokens: 100 },
  };
  return (await recordAnswer(db, past)).id;
}

/** What became of threads, in the order of the ids. */
export async function fatesOf(db: Conn, ids: readonly string[]): Promise<string[]> {
  const rows = await db.select().from(threads).where(anyOf(ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (!row) return "missing";
    if (row.erasedAt) return "erased";
    if (row.deletedAt) return row.deletesAt ? "deleted for its age" : "deleted";
    if (row.deletesAt) return "announced";
    return row.archivedAt ? "archived" : "there";
  });
}

/** As if the announced day had come. */
export async function letTheDayCome(db: Conn, userId: string): Promise<void> {
  await db
    .update(threads)
    .set({ deletesAt: sql`now() - interval '1 minute'` })
    .where(
      sql`${eq(threads.userId, userId)} and ${threads.deletesAt} is not null and ${threads.deletedAt} is null`,
    );
}

function anyOf(ids: readonly string[]): SQL {
  return sql`${threads.id} = any(${sql.param([...ids])}::uuid[])`;
}
