import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { categories, threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { Ctx } from "@/lib/org/types";
import { getMemberMonth } from "./get-member-month";
import { listCategoryCosts } from "./list-category-costs";
import { listPreviousDays } from "./list-previous-days";
import { listUsageRuns, type UsageRunsInput } from "./list-usage-runs";
import { bookPriced, givenPrice } from "./testing/priced";

const db = useTestDb();
const NOVEMBER = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };

async function allRuns(ctx: Ctx, input: UsageRunsInput) {
  const runs = [];
  let cursor: string | undefined;
  do {
    const page = await listUsageRuns(ctx, { ...input, cursor });
    runs.push(...page.runs);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return runs;
}

const sumOf = (rows: { costPicoUsd: bigint }[]) => rows.reduce((sum, row) => sum + row.costPicoUsd, 0n);

describe("listUsageRuns", () => {
  test("pages through every run once, also through those of one instant, and adds up to the month", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx);
      const ctx = { db: tx, actor };
      const price = await givenPrice(tx);
      const { userId } = actor;
      const at = new Date("2026-11-10T12:00:00Z");
      for (let n = 0; n < 7; n++) {
        const call = {
          userId,
          price,
          at: n < 4 ? at : new Date(at.getTime() + n),
          usage: { inputTokens: n + 1 },
        };
        const answer = await bookPriced(tx, call);
        if (n % 2 === 0) await bookPriced(tx, { ...call, purpose: "title", of: answer });
      }
      const runs = await allRuns(ctx, { ...NOVEMBER, limit: 2 });
      expect(runs).toHaveLength(7);
      expect(new Set(runs.map(({ runId }) => runId)).size).toBe(7);
      expect(runs.map((run) => run.at.getTime())).toEqual(
        runs.map((run) => run.at.getTime()).toSorted((a, b) => b - a),
      );
      expect(sumOf(runs)).toBe((await getMemberMonth(ctx, NOVEMBER)).total.costPicoUsd);
      const titled = runs.filter(({ calls }) => calls === 2);
      expect(titled.map(({ purposes }) => purposes)).toEqual(titled.map(() => ["answer", "title"]));
      expect(titled).toHaveLength(4);
    }));

  test("narrows to a model, a thread, a purpose, a certainty and a day, whose parts are the whole", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx);
      const ctx = { db: tx, actor };
      const { userId } = actor;
      const [a, b] = [await givenPrice(tx), await givenPrice(tx)];
      const usage = { inputTokens: 100 };
      const day = (text: string) => new Date(`2026-11-${text}T12:00:00Z`);
      const first = await bookPriced(tx, { userId, at: day("10"), price: a, usage });
      await bookPriced(tx, { userId, at: day("11"), price: b, usage, certainty: "estimated" });
      await bookPriced(tx, { userId, at: day("11"), price: a, usage, purpose: "title" });
      await bookPriced(tx, { userId, at: day("12"), price: null, usage, certainty: "unpriced" });
      const count = async (filter: UsageRunsInput) => (await allRuns(ctx, { ...NOVEMBER, ...filter })).length;
      expect(await count({})).toBe(4);
      expect(await count({ model: `test/${a.model}` })).toBe(2);
      expect(await count({ threadId: first.threadId })).toBe(1);
      expect(await count({ threadId: "nonsense" })).toBe(0);
      expect(await count({ purpose: "title" })).toBe(1);
      expect(await count({ day: "2026-11-11" })).toBe(2);
      for (const certainty of ["estimated", "unpriced"] as const) {
        const runs = await allRuns(ctx, { ...NOVEMBER, certainty });
        expect(runs.map((run) => run.certainty)).toEqual([certainty]);
      }
      expect(await count({ certainty: "exact", model: `test/${b.model}` })).toBe(0);
    }));

  test.each(["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe"])(
    "has in %s the sum of its days as the month's, over every change of the clocks",
    (timeZone) =>
      inTestTransaction(db, async (tx) => {
        const actor = await makeMember(tx);
        const ctx = { db: tx, actor };
        const price = await givenPrice(tx);
        const HOUR_MS = 3_600_000;
        for (const from of ["2026-03-28", "2026-04-03", "2026-10-02", "2026-10-24", "2026-10-31"]) {
          for (let hour = 0; hour < 60; hour += 1) {
            const at = new Date(Date.parse(`${from}T00:30:00Z`) + hour * HOUR_MS);
            await bookPriced(tx, {
              userId: actor.userId,
              at,
              timeZone,
              price,
              usage: { inputTokens: 1 + hour },
            });
          }
        }
        const clock = { now: new Date("2026-12-05T00:00:00Z"), timeZone };
        for (const month of ["2026-03", "2026-04", "2026-10", "2026-11"]) {
          const { total, days } = await getMemberMonth(ctx, { ...clock, month });
          const all = await allRuns(ctx, { ...clock, month, limit: 50 });
          expect(sumOf(all)).toBe(total.costPicoUsd);
          for (const { day, costPicoUsd } of days) {
            expect(sumOf(all.filter((run) => run.day === day)), day).toBe(costPicoUsd);
          }
          expect(sumOf(await allRuns(ctx, { ...clock, month, day: days[0]?.day }))).toBe(
            days[0]?.costPicoUsd,
          );
        }
      }),
  );

  test("tells the title of a thread that is there, and of a deleted one only its cost", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx);
      const ctx = { db: tx, actor };
      const price = await givenPrice(tx);
      const call = { userId: actor.userId, at: new Date("2026-11-10T12:00:00Z"), price };
      const { threadId } = await bookPriced(tx, { ...call, usage: { inputTokens: 5 } });
      await tx.update(threads).set({ title: "Plan" }).where(eq(threads.id, threadId));
      expect(await allRuns(ctx, NOVEMBER)).toMatchObject([{ title: "Plan", costPicoUsd: 5_000n }]);
      await tx.update(threads).set({ deletedAt: new Date() }).where(eq(threads.id, threadId));
      expect(await allRuns(ctx, NOVEMBER)).toMatchObject([{ title: null, costPicoUsd: 5_000n }]);
    }));
});

describe("listCategoryCosts", () => {
  test("adds up to the month, with what is in no category", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx);
      const ctx = { db: tx, actor };
      const price = await givenPrice(tx);
      const call = { userId: actor.userId, at: new Date("2026-11-10T12:00:00Z"), price };
      const categoryId = newId();
      await tx
        .insert(categories)
        .values({ id: categoryId, userId: actor.userId, name: "Sales", colour: "blue" });
      for (const inputTokens of [3, 4, 5]) {
        const { threadId } = await bookPriced(tx, { ...call, usage: { inputTokens } });
        if (inputTokens < 5) await tx.update(threads).set({ categoryId }).where(eq(threads.id, threadId));
      }
      const rows = await listCategoryCosts(ctx, NOVEMBER);
      expect(rows).toMatchObject([
        { name: "Sales", costPicoUsd: 7_000n },
        { name: null, costPicoUsd: 5_000n },
      ]);
      expect(sumOf(rows)).toBe((await getMemberMonth(ctx, NOVEMBER)).total.costPicoUsd);
    }));
});

describe("listPreviousDays", () => {
  test("has every day of the month before, and none where it had no use", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx);
      const ctx = { db: tx, actor };
      expect(await listPreviousDays(ctx, NOVEMBER)).toEqual([]);
      const price = await givenPrice(tx);
      const at = new Date("2026-10-31T12:00:00Z");
      await bookPriced(tx, { userId: actor.userId, at, price, usage: { inputTokens: 5 } });
      const days = await listPreviousDays(ctx, NOVEMBER);
      expect(days).toHaveLength(31);
      expect(sumOf(days)).toBe(5_000n);
      expect(days[30]).toMatchObject({ day: "2026-10-31", costPicoUsd: 5_000n });
    }));
});
