import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { renderSheet, type SheetReport } from "@/lib/finance";
import { readPdf } from "@/lib/finance/testing/read-pdf";
import { parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { getMemberMonth } from "@/lib/reports";
import { bookCall, bookLate, bookUnpriced } from "@/lib/reports/testing/calls";
import { bookPriced, givenPrice } from "@/lib/reports/testing/priced";
import { daysFile, daysPaper, runsFile, runsPaper } from "./files";

const db = useTestDb();
const HOUR_MS = 3_600_000;

/** When the clocks change in 2026, on Lord Howe Island by half an hour. */
const CHANGES: [string, string[]][] = [
  ["Europe/Warsaw", ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"]],
  ["America/New_York", ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"]],
  ["Australia/Lord_Howe", ["2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"]],
];

/** Rows by column, of a file without quotes. */
async function read(file: AsyncGenerator<string>): Promise<Record<string, string>[]> {
  let text = "";
  for await (const piece of file) text += piece;
  const [head = [], ...rows] = text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ""])));
}

/** Calls of two and a half days around each change. */
async function given(tx: Conn, timeZone: string, changes: readonly string[]) {
  const actor = await makeMember(tx);
  const price = await givenPrice(tx);
  for (const change of changes) {
    for (let hour = 0; hour < 60; hour++) {
      const at = new Date(Date.parse(change) + (hour - 30) * HOUR_MS + HOUR_MS / 2);
      const purpose = hour % 3 === 0 ? "title" : "answer";
      const certainty = hour % 7 === 0 ? "estimated" : "exact";
      const usage = { inputTokens: 1 + hour, outputTokens: hour };
      await bookPriced(tx, { userId: actor.userId, at, timeZone, price, usage, purpose, certainty });
    }
  }
  return { db: tx, actor };
}

/** What the last row of a PDF says that all rows cost and is estimated, and what those of each day cost. */
async function onPaper<T>(
  ctx: Ctx,
  paper: SheetReport<T>,
): Promise<{ all: bigint; estimated: bigint; days: Map<string, bigint> }> {
  const { text } = await readPdf(await renderSheet(ctx, paper));
  const [, all = "", estimated = "0"] = /All (?:[\d,]+ )+(\d+\.\d+)(?: (\d+\.\d+))?/.exec(text) ?? [];
  const days = new Map<string, bigint>();
  for (const [, day = "", cost = ""] of text.matchAll(
    /(\d{4}-\d{2}-\d{2}) \S+ \w+ [\d,]+ [\d,]+ [\d,]+ (\d+\.\d+)/g,
  )) {
    days.set(day, (days.get(day) ?? 0n) + parseUsd(cost));
  }
  return { all: parseUsd(all), estimated: parseUsd(estimated), days };
}

describe("the files of a month", () => {
  test.each(CHANGES)(
    "have in %s single days that add up to the month, over every change of the clocks",
    (timeZone, changes) =>
      inTestTransaction(db, async (tx) => {
        // Reading a PDF again takes its time, in which nothing is asked of the database.
        await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
        const ctx = await given(tx, timeZone, changes);
        for (const month of changes.map((change) => change.slice(0, 7))) {
          const input = { month, now: new Date("2026-12-05T00:00:00Z"), timeZone };
          const { total, days } = await getMemberMonth(ctx, input);
          const own = { ...input, name: "Member 07" };
          const paper = await onPaper(ctx, await daysPaper(ctx, own));
          expect([paper.all, paper.estimated]).toEqual([total.costPicoUsd, total.estimatedPicoUsd]);
          expect([...paper.days].sort()).toEqual(
            days.filter(({ calls }) => calls > 0).map(({ day, costPicoUsd }) => [day, costPicoUsd]),
          );
          expect((await onPaper(ctx, runsPaper(ctx, own))).all).toBe(total.costPicoUsd);
          for (const file of [daysFile, runsFile]) {
            const rows = await read(file(ctx, input));
            const sum = (column: string, of = rows) =>
              of.reduce((all, row) => all + BigInt(row[column] ?? ""), 0n);
            expect(sum("cost_pico_usd")).toBe(total.costPicoUsd);
            expect(sum("estimated_pico_usd")).toBe(total.estimatedPicoUsd);
            expect(rows.reduce((all, row) => all + parseUsd(row.cost_usd ?? ""), 0n)).toBe(total.costPicoUsd);
            expect(new Set(rows.map(({ day }) => day?.slice(0, 7)))).toEqual(new Set([month]));
            for (const { day, costPicoUsd } of days) {
              const ofDay = rows.filter((row) => row.day === day);
              expect(sum("cost_pico_usd", ofDay), `${day}`).toBe(costPicoUsd);
            }
          }
        }
      }),
  );

  test("hold no formula, and no amount where none is known", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx);
      const call = { userId: actor.userId, at: new Date("2026-11-10T12:00:00Z"), usage: { inputTokens: 9 } };
      const entry = await bookPriced(tx, { ...call, price: null, certainty: "unpriced" });
      await tx.update(threads).set({ title: "=1+1" }).where(eq(threads.id, entry.threadId));
      const input = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };
      const [row] = await read(runsFile({ db: tx, actor }, input));
      expect(row).toMatchObject({ thread: "'=1+1", cost_usd: "", certainty: "unpriced" });
    }));

  test("have no cost on a day of which none is known, and say how many calls that are", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx);
      const call = { userId: actor.userId, timeZone: "UTC", model: "house-model" };
      const on = (day: string) => ({ ...call, at: new Date(`${day}T12:00:00Z`) });
      await bookUnpriced(tx, on("2026-11-10"));
      await bookUnpriced(tx, on("2026-11-11"));
      await bookCall(tx, { ...on("2026-11-11"), costPicoUsd: 5n * 10n ** 11n });
      const ctx = { db: tx, actor };
      const input = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };
      expect(await read(daysFile(ctx, input))).toMatchObject([
        { day: "2026-11-10", calls: "1", unpriced_calls: "1", cost_usd: "" },
        { day: "2026-11-11", calls: "2", unpriced_calls: "1", cost_usd: "0.5" },
      ]);
      const paper = await daysPaper(ctx, { ...input, name: "Member 07" });
      const { text } = await readPdf(await renderSheet(ctx, paper));
      expect(text).toMatch(/All 3 2 300 30 0\.5/);
    }));

  test("have a number, and no text, for what was taken back in a month that is over", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx);
      const call = { userId: actor.userId, at: new Date("2026-11-10T12:00:00Z"), timeZone: "UTC" };
      await bookLate(tx, { ...call, costPicoUsd: -5n * 10n ** 11n });
      const input = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };
      for (const file of [daysFile, runsFile]) {
        expect(await read(file({ db: tx, actor }, input))).toMatchObject([{ cost_usd: "-0.5" }]);
      }
    }));
});
