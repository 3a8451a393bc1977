import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { type ReadAddress, readAddress, type SearchParams } from "@/app/(workspace)/admin/costs/address";
import { readView } from "@/app/(workspace)/admin/costs/view";
import type { Conn } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { renderSheet } from "@/lib/finance";
import { readPdf } from "@/lib/finance/testing/read-pdf";
import { sealDays } from "@/lib/ledger";
import { parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type Costs, getCosts, markUnpriced } from "@/lib/reports";
import { bookCall, bookLate, bookUnpriced } from "@/lib/reports/testing/calls";
import { givenMember } from "@/lib/reports/testing/rows";
import { costsFile, costsPaper } from "./file";

const own = useOwnDb();
/** Reading a PDF again takes its time, in which nothing is asked of the database. */
const inOwn = (work: (tx: Conn) => Promise<void>) =>
  inTestTransaction(own.db, async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    await work(tx);
  });

/** The nights on which clocks change, on Lord Howe Island by half an hour. */
const NIGHTS: [string, string][] = [
  ["Europe/Warsaw", "2019-10-27T01:00:00Z"],
  ["Europe/Warsaw", "2020-03-29T01:00:00Z"],
  ["America/New_York", "2019-11-03T06:00:00Z"],
  ["America/New_York", "2020-03-08T07:00:00Z"],
  ["Australia/Lord_Howe", "2019-10-05T15:30:00Z"],
  ["Australia/Lord_Howe", "2020-04-04T15:00:00Z"],
];

type Clock = { now: Date; timeZone: string };

async function givenTwoWeeks(tx: Conn, middle: Date, timeZone: string): Promise<{ admin: Ctx; sum: bigint }> {
  const admin = await givenMember(tx, "Owner", "owner");
  const members = [await givenMember(tx, '=cmd|"Member, 01"'), await givenMember(tx, "Member 02")];
  let sum = 0n;
  for (let n = 0; n < 60; n++) {
    const costPicoUsd = 10n ** BigInt(n % 9) + BigInt(n);
    sum += costPicoUsd;
    const at = new Date(middle.getTime() + (n - 30) * 5 * 3_600_000);
    const userId = members[n % 2]?.actor.userId ?? "";
    await bookCall(tx, { userId, at, timeZone, costPicoUsd, model: `model-${n % 12}` });
  }
  return { admin, sum };
}

/** What page and file say of an address. */
async function ask(admin: Ctx, params: SearchParams, clock: Clock) {
  const read = readAddress(params, clock);
  expect(read.problem).toBeNull();
  const { costs } = await readView(admin, read);
  const text = await textOf(await readCosts(admin, read, clock));
  return { page: costs.total.costPicoUsd, file: sumOf(text), text };
}

/** As the route reads them for a file of lines. */
function readCosts(admin: Ctx, { address, granularity }: ReadAddress, clock: Clock): Promise<Costs> {
  const { range, by, second, filters } = address;
  return getCosts(admin, {
    range,
    granularity,
    group: by,
    subgroup: second,
    filters,
    divides: true,
    ...clock,
  });
}

async function textOf(costs: Costs): Promise<string> {
  let text = "";
  for await (const piece of costsFile(costs)) text += piece;
  return text;
}

/** What the lines of the PDF add up to, and what it says that they do. */
async function askPaper(admin: Ctx, params: SearchParams, clock: Clock) {
  const { costs } = await readView(admin, readAddress({ ...params, by: "purpose" }, clock));
  const { text } = await readPdf(await renderSheet(admin, costsPaper(costs, [])));
  const lines = text.matchAll(/\d{4}-\d{2}-\d{2} \d{4}-\d{2}-\d{2} \D+ [\d,]+ (\d+(?:\.\d+)?) \d/g);
  const [, all = "0"] = /All [\d,]+ (\d+(?:\.\d+)?) \d/.exec(text) ?? [];
  const [, cents = "", spent = cents] = /Spent (?:about )?<?\$([\d.,]+)(?: \(([\d.]+)\))?/.exec(text) ?? [];
  const sum = [...lines].reduce((added, [, cost = ""]) => added + parseUsd(cost), 0n);
  return { sum, all: parseUsd(all), spent: parseUsd(spent), text };
}

/** The last but one column of every line: names with commas stand in quotes before it. */
function sumOf(text: string): bigint {
  const lines = text.trimEnd().split("\r\n").slice(1);
  return lines.reduce((sum, line) => sum + parseUsd(line.split(",").at(-2) ?? ""), 0n);
}

/** By first day, last day and key of the first group: what the lines cost. */
function groupSums(text: string): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const line of text.trimEnd().split("\r\n").slice(1)) {
    const [from, to, , key] = line.split(",");
    const name = `${from} ${to} ${key}`;
    sums[name] = (sums[name] ?? 0n) + parseUsd(line.split(",").at(-2) ?? "");
  }
  return sums;
}

function daysAround(middle: Date, timeZone: string): string[] {
  const day = Temporal.Instant.fromEpochMilliseconds(middle.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return Array.from({ length: 17 }, (_, n) => day.add({ days: n - 8 }).toString());
}

describe("page and file", () => {
  test.each(NIGHTS)("in %s around %s have single days that add up to the range", (timeZone, at) =>
    inOwn(async (tx) => {
      const middle = new Date(at);
      const { admin, sum } = await givenTwoWeeks(tx, middle, timeZone);
      await sealDays(tx, { timeZone, now: middle });
      const clock = { now: new Date(middle.getTime() + 30 * 86_400_000), timeZone };
      const days = daysAround(middle, timeZone);
      const custom = (from = "", to = "") => ({ range: "custom", from, to });
      let [ofDays, ofFiles, ofPapers] = [0n, 0n, 0n];
      for (const day of days) {
        const { page, file } = await ask(admin, { ...custom(day, day), by: "member" }, clock);
        ofDays += page;
        ofFiles += file;
        const paper = await askPaper(admin, custom(day, day), clock);
        expect([paper.sum, paper.all, paper.spent]).toEqual([page, page, page]);
        ofPapers += paper.sum;
      }
      expect([ofDays, ofFiles, ofPapers]).toEqual([sum, sum, sum]);
      const range = custom(days[0], days.at(-1));
      for (const per of ["day", "week", "month"]) {
        expect(await ask(admin, { ...range, per }, clock)).toMatchObject({ page: sum, file: sum });
        const paper = await askPaper(admin, { ...range, per }, clock);
        expect(paper).toMatchObject({ sum, all: sum, spent: sum });
        expect(paper.text).toContain(`${days[0]} to ${days.at(-1)}; days of the zone ${timeZone}.`);
      }
      for (const per of ["day", "week", "month"]) {
        const parts = await ask(admin, { ...range, per, by: "model", second: "member" }, clock);
        expect(parts).toMatchObject({ page: sum, file: sum });
      }
    }),
  );

  test("hold the same groups, with first and last days and no formula", () =>
    inOwn(async (tx) => {
      const timeZone = "UTC";
      const middle = new Date("2019-11-02T12:00:00Z");
      const { admin } = await givenTwoWeeks(tx, middle, timeZone);
      const clock = { now: new Date("2019-12-02T12:00:00Z"), timeZone };
      const range = { range: "custom", from: "2019-10-25", to: "2019-11-05" };
      const { text } = await ask(admin, { ...range, per: "month", by: "member" }, clock);
      const lines = text.trimEnd().split("\r\n");
      expect(lines[0]).toBe(
        "from,to,member,member_key,calls,answers,unpriced_calls,input_tokens,cached_input_tokens,output_tokens,cost_usd,estimated_usd",
      );
      expect(lines.slice(1).map((line) => line.slice(0, 21))).toEqual([
        ...["2019-10-25,2019-10-31", "2019-10-25,2019-10-31"],
        ...["2019-11-01,2019-11-05", "2019-11-01,2019-11-05"],
      ]);
      expect(text).toContain(`"'=cmd|""Member, 01"""`);
      const others = await ask(admin, { ...range, per: "month" }, clock);
      expect(others.text).toMatch(/^2019-10-25,2019-10-31,Others,\*,/m);
    }));

  test("have the days and groups of one group with a second one too, each divided by its parts", () =>
    inOwn(async (tx) => {
      const timeZone = "Europe/Warsaw";
      const middle = new Date("2019-10-27T01:00:00Z");
      const { admin, sum } = await givenTwoWeeks(tx, middle, timeZone);
      const clock = { now: new Date("2019-12-02T12:00:00Z"), timeZone };
      for (const per of ["day", "week", "month"]) {
        const range = { range: "custom", from: "2019-09-01", to: "2019-11-30", per };
        const one = await ask(admin, range, clock);
        const both = await ask(admin, { ...range, second: "member" }, clock);
        expect(both).toMatchObject({ page: sum, file: sum });
        expect(groupSums(both.text)).toEqual(groupSums(one.text));
      }
      const { text } = await ask(admin, { range: "12m", by: "member", second: "model" }, clock);
      expect(text).toMatch(/^from,to,member,member_key,model,model_key,calls,/);
      expect(text).toMatch(/^2019-10-01,2019-10-31,.*,model-0,test\/model-0,\d+,/m);
    }));

  test("say on paper what is left out, in words, whatever somebody is called", () =>
    inOwn(async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const name = "=cmd|' /C calc'!A0 \u202eevil\u0000 \u{1f600} שלום";
      const { actor } = await givenMember(tx, name.replaceAll("\u0000", ""));
      const clock = { now: new Date("2019-12-02T12:00:00Z"), timeZone: "UTC" };
      await bookCall(tx, { userId: actor.userId, at: clock.now, timeZone: "UTC", costPicoUsd: 7n });
      const read = readAddress({ by: "member", second: "model", member: actor.userId }, clock);
      const { costs } = await readView(admin, read);
      const label = name.repeat(40);
      const paper = costsPaper(costs, [{ group: "member", key: actor.userId, label }]);
      const { text } = await readPdf(await renderSheet(admin, paper));
      expect(text).toContain("AI costs by member, then by model");
      expect(text).toContain("Only member: =cmd|' /C calc'!A0 evil");
      expect(text).not.toContain("\u202e");
    }));

  test("are zero, not missing, where nobody has used anything, and whole after one day", () =>
    inOwn(async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const clock = { now: new Date("2019-12-02T12:00:00Z"), timeZone: "UTC" };
      const read = readAddress({ range: "12m", second: "member", member: admin.actor.userId }, clock);
      const empty = await readView(admin, read);
      expect(empty).toMatchObject({ anomalies: [], causes: null });
      expect(empty.costs).toMatchObject({
        total: { costPicoUsd: 0n },
        keys: [],
        pieces: [],
        activeMembers: 0,
      });
      expect((await textOf(empty.costs)).trimEnd()).not.toContain("\r\n");
      const nothing = await readPdf(await renderSheet(admin, costsPaper(empty.costs, [])));
      expect(nothing.text).toContain("There are none.");
      const { userId } = admin.actor;
      await bookCall(tx, { userId, at: clock.now, timeZone: "UTC", costPicoUsd: 7n });
      expect(await ask(admin, {}, clock)).toMatchObject({ page: 7n, file: 7n });
      expect(await ask(admin, { provider: "nobody" }, clock)).toMatchObject({ page: 0n, file: 0n });
    }));

  test.each([
    [{}, ["test/model-0", "*"]],
    [{ by: "purpose", second: "model" }, ["test/model-0", "*"]],
  ])(
    "have no cost for what has no price, and say how much of it is in their sums: %o",
    (params, [some, all]) =>
      inOwn(async (tx) => {
        const admin = await givenMember(tx, "Owner", "owner");
        const clock = { now: new Date("2019-12-02T12:00:00Z"), timeZone: "UTC" };
        const call = { userId: admin.actor.userId, at: clock.now, timeZone: "UTC" };
        for (let n = 0; n < 9; n++)
          await bookCall(tx, { ...call, model: `model-${n}`, costPicoUsd: 5n * 10n ** 11n });
        for (const model of ["model-0", "mystery", "mystery"]) await bookUnpriced(tx, { ...call, model });
        const read = readAddress(params, clock);
        const { filters } = read.address;
        const { costs, unpriced } = await markUnpriced(admin, await readCosts(admin, read, clock), filters);
        const lines = (await textOf(costs)).split("\r\n");
        const of = (key = "") => lines.find((line) => line.includes(`,${key},`));
        expect(of(some)).toMatch(/,2,2,1,200,80,20,0\.5,0$/);
        expect(of(all)).toMatch(/,2,2,2,200,80,20,,0$/);
        const { text } = await readPdf(await renderSheet(admin, costsPaper(costs, [], unpriced)));
        expect(text).toContain("Unpriced");
        expect(text).toMatch(/All 12 3 4\.5/);
        expect(text).toContain("Spent $4.50 Calls without a price, in no sum 3");
      }),
  );

  test("say among the figures that what was spent is unknown where no call has a price", () =>
    inOwn(async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const clock = { now: new Date("2019-12-02T12:00:00Z"), timeZone: "UTC" };
      const call = { userId: admin.actor.userId, at: clock.now, timeZone: "UTC", model: "mystery" };
      await bookUnpriced(tx, call);
      const read = await readCosts(admin, readAddress({}, clock), clock);
      const { costs, unpriced } = await markUnpriced(admin, read, {});
      const { text } = await readPdf(await renderSheet(admin, costsPaper(costs, [], unpriced)));
      expect(text).toContain("Spent Unknown Calls without a price, in no sum 1");
    }));

  test("have a number, and no text, for what was taken back in a month that is over", () =>
    inOwn(async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const clock = { now: new Date("2019-12-02T12:00:00Z"), timeZone: "UTC" };
      const { userId } = admin.actor;
      await bookLate(tx, { userId, at: clock.now, timeZone: "UTC", costPicoUsd: -5n * 10n ** 11n });
      for (const second of [undefined, "member"]) {
        const read = readAddress(second ? { second } : {}, clock);
        expect(await textOf(await readCosts(admin, read, clock))).toMatch(/,-0\.5,0\r\n$/);
      }
    }));
});
