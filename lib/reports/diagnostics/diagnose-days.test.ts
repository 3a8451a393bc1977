import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { makeAttempt } from "@/lib/budgets/testing";
import { sealDays } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { syncPrices } from "@/lib/pricing";
import { bookCall } from "../testing/calls";
import { givenMember } from "../testing/rows";
import { diagnoseDays } from "./diagnose-days";
import { getDiagnostics } from "./get-diagnostics";

const own = useOwnDb();
beforeAll(() => syncPrices(own.db));

const now = new Date();
const clock = { now, timeZone: "Australia/Lord_Howe" };
const DAY_MS = 86_400_000;
const OFFERED = [{ id: "openai/gpt-4o-mini", provider: "openai", model: "gpt-4o-mini" }];

/** Answers of four members on two models in 40 days, most in threads of several, of lengths around every limit. */
async function givenAnswers(admin: Ctx): Promise<void> {
  const members = await Promise.all([1, 2, 3, 4].map((n) => givenMember(admin.db, `Member 0${n}`)));
  const attempts = await Promise.all(
    members.flatMap(({ actor: { userId } }) =>
      [1, 2, 3].map(async () => ({ ...(await makeAttempt(admin.db, userId)), userId })),
    ),
  );
  // Their attempts would be four thousand rows more that nobody reads here.
  await admin.db.execute(sql`set local session_replication_role = replica`);
  for (const [n, { userId, runId, threadId }] of attempts.entries()) {
    await admin.db.execute(sql`
      with made as (
        select *, ${now.toISOString()}::timestamptz - k * interval '3 hours 7 minutes' as at
        from generate_series(1, 300) k)
      insert into entries (id, kind, attempt_id, run_id, user_id, thread_id, purpose, provider, model, input_tokens,
        cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_pico_usd, certainty, occurred_at, day)
      select gen_random_uuid(), 'usage', gen_random_uuid(), ${runId}, ${userId}, ${threadId}, 'answer', 'openai',
        case when (k + ${n}::int) % 3 = 0 then 'gpt-4o-mini' else 'gpt-4o' end, (k * 7919 + ${n}::int * 104729) % 12000,
        ((k * 7919 + ${n}::int * 104729) % 12000) / (1 + k % 4), 0, (k * 31 + ${n}::int * 17) % 400, 0,
        (k * 7919 + ${n}::int * 13) % 5000 * 1000000000::bigint, 'exact', at, (at at time zone ${clock.timeZone})::date
      from made`);
  }
  await admin.db.execute(sql`set local session_replication_role = origin`);
}

describe("what is kept of sealed days for diagnostics", () => {
  test("makes the same figures as all answers, in part, in whole and after a late one", () =>
    inTestTransaction(own.db, async (tx) => {
      const admin = await givenMember(tx, "Admin", "admin");
      await givenAnswers(admin);
      const late = { userId: admin.actor.userId, timeZone: clock.timeZone, costPicoUsd: 9n };
      await bookCall(tx, { ...late, at: new Date(now.getTime() - 45 * DAY_MS) });
      const found = () => getDiagnostics(admin, { offered: OFFERED, ...clock });
      const raw = await found();
      expect(raw.habits).toHaveLength(2);
      expect(
        raw.habits.every(({ long, short, repeated }) => long.answers && short.members && repeated.tokens),
      ).toBe(true);
      expect([raw.longest.length, raw.shortest.length]).toEqual([5, 5]);

      await sealDays(tx, clock);
      expect(
        await diagnoseDays(tx, { ...clock, now: new Date(now.getTime() - 12 * DAY_MS) }),
      ).toBeGreaterThan(10);
      expect(await found()).toEqual(raw);
      expect(await diagnoseDays(tx, clock)).toBeGreaterThan(10);
      expect(await diagnoseDays(tx, clock)).toBe(0);
      expect(await found()).toEqual(raw);

      await bookCall(tx, { ...late, at: new Date(now.getTime() - 9 * DAY_MS), model: "gpt-4o" });
      const withLate = await found();
      const answers = (habits: typeof raw.habits) => habits.reduce((sum, habit) => sum + habit.answers, 0);
      expect(answers(withLate.habits)).toBe(answers(raw.habits) + 1);
      await sealDays(tx, clock);
      expect(await diagnoseDays(tx, clock)).toBe(1);
      expect(await found()).toEqual(withLate);
    }));

  test("goes once it is older than any diagnosis", () =>
    inTestTransaction(own.db, async (tx) => {
      const admin = await givenMember(tx, "Admin", "admin");
      const at = new Date(now.getTime() - 20 * DAY_MS);
      await bookCall(tx, { ...clock, userId: admin.actor.userId, costPicoUsd: 9n, at });
      await sealDays(tx, clock);
      await diagnoseDays(tx, clock);
      const kept = async () => [
        ...(await tx.execute(sql`select (select count(*) from report_habits)::int as habits,
        (select count(*) from report_calls)::int as calls`)),
      ];
      expect(await kept()).toEqual([{ habits: 1, calls: 2 }]);
      await diagnoseDays(tx, { ...clock, now: new Date(now.getTime() + 20 * DAY_MS) });
      expect(await kept()).toEqual([{ habits: 0, calls: 0 }]);
    }));
});
