import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { useOwnDb } from "@/db/testing/own-db";
import { sealDays } from "@/lib/ledger";
import { bookCall } from "../testing/calls";
import { givenMember } from "../testing/rows";
import { diagnoseDays } from "./diagnose-days";

const own = useOwnDb(8);
const clock = { timeZone: "UTC" };
const now = Date.now();
const daysAgo = (days: number) => new Date(now - days * 86_400_000);

async function kept(conn: Conn): Promise<unknown> {
  const [row] = await conn.execute(sql`
    select count(distinct day)::int as days, count(*)::int as habits, sum(answers)::int as answers from report_habits`);
  return row;
}

test("jobs that run at once keep each day once, and leave a day to the late call that has it open", async () => {
  const { actor } = await givenMember(own.db, "Member 07");
  const call = { userId: actor.userId, costPicoUsd: 9n, model: "gpt-4o", ...clock };
  for (const days of [2, 3, 4, 5]) await bookCall(own.db, { ...call, at: daysAgo(days) });
  const sealed = await sealDays(own.db, clock);
  const made = await Promise.all(Array.from({ length: 6 }, () => diagnoseDays(own.db, clock)));
  expect(made.reduce((sum, days) => sum + days, 0)).toBe(sealed);
  expect(await kept(own.db)).toEqual({ days: 4, habits: 4, answers: 4 });

  await own.db.execute(
    sql`update report_seals set diagnosed_at = null where day = ${daysAgo(3).toISOString().slice(0, 10)}::date`,
  );
  await own.db.transaction(async (late) => {
    await bookCall(late, { ...call, at: daysAgo(3) });
    const job = own.db.transaction(async (tx) => {
      // A job that waits for the call fails here.
      await tx.execute(sql`set local lock_timeout = '2s'`);
      return diagnoseDays(tx, clock);
    });
    expect(await job).toBe(0);
  });
  await sealDays(own.db, clock);
  expect(await diagnoseDays(own.db, clock)).toBe(1);
  expect(await kept(own.db)).toEqual({ days: 4, habits: 4, answers: 5 });
});
