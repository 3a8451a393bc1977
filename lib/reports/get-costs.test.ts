import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { assistants, departments, plans, refusalDays, users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { sealDays } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { getCosts, listCostNames } from ".";
import { bookCall } from "./testing/calls";
import { expectToAddUp, sum } from "./testing/expect-to-add-up";
import { givenMember } from "./testing/rows";
import type { CostGroup, CostsInput } from "./types";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);
const GROUPS: CostGroup[] = ["department", "member", "plan", "model", "provider", "assistant", "purpose"];

/** Three members of two departments and one plan, one assistant, and the admin who asks. */
async function givenTeam(tx: Conn) {
  const admin = await givenMember(tx, "Owner", "owner");
  const members = [];
  for (const number of [1, 2, 3]) members.push(await givenMember(tx, `Member 0${number}`));
  const [sales = "", support = ""] = [newId(), newId()];
  await tx.insert(departments).values([
    { id: sales, name: `Sales ${sales}` },
    { id: support, name: `Support ${support}` },
  ]);
  const planId = newId();
  await tx.insert(plans).values({ id: planId, name: `Trial ${planId}` });
  const [first] = members;
  await tx.update(users).set({ planId }).where(sql`id = ${first?.actor.userId}`);
  const assistantId = newId();
  const instructions = { instructions: "Be brief.", instructionsTokens: 3 };
  await tx
    .insert(assistants)
    .values({ id: assistantId, userId: admin.actor.userId, name: "Translator", ...instructions });
  const userIds = members.map(({ actor }) => actor.userId);
  return { admin, userIds, departmentIds: [sales, support, null], planId, assistantId };
}

/** A call every five hours over two weeks around `middle`, of every member, model, assistant and purpose in turn. */
async function givenTwoWeeks(
  tx: Conn,
  team: Awaited<ReturnType<typeof givenTeam>>,
  { middle, timeZone }: Span,
) {
  const start = middle.getTime() - 7 * 86_400_000;
  for (let n = 0; n < 68; n++) {
    await bookCall(tx, {
      userId: team.userIds[n % 3] ?? "",
      departmentId: team.departmentIds[n % 3] ?? null,
      assistantId: n % 4 === 0 ? team.assistantId : null,
      provider: n % 5 === 0 ? "anthropic" : "openai",
      model: `model-${n % 4}`,
      purpose: n % 7 === 0 ? "title" : "answer",
      estimated: n % 11 === 0,
      at: new Date(start + n * 5 * 3_600_000),
      timeZone,
      costPicoUsd: 10n ** BigInt(n % 9) + BigInt(n),
    });
  }
}

type Span = { middle: Date; timeZone: string };

/** The nights on which the clocks change; Apia has not changed them since 2021, and is a day ahead. */
const ZONES: [string, string][] = [
  ["Europe/Warsaw", "2019-10-27T01:00:00Z"],
  ["Europe/Warsaw", "2020-03-29T01:00:00Z"],
  ["America/New_York", "2019-11-03T06:00:00Z"],
  ["America/New_York", "2020-03-08T07:00:00Z"],
  ["Pacific/Apia", "2019-04-06T14:00:00Z"],
];

const input = ({ middle, timeZone }: Span, from: string, to: string): CostsInput => ({
  range: { preset: "custom", from, to },
  ...{ granularity: "day", group: "model", timeZone, now: new Date(middle.getTime() + 30 * 86_400_000) },
});

function daysAround({ middle, timeZone }: Span): string[] {
  const day = Temporal.Instant.fromEpochMilliseconds(middle.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return Array.from({ length: 17 }, (_, n) => day.add({ days: n - 8 }).toString());
}

describe("getCosts", () => {
  test("does not exist for a member", () =>
    inOwn(async (tx) => {
      const asked: CostsInput = { range: { preset: "30d" }, granularity: "day", group: "model" };
      await expect(getCosts(await givenMember(tx), asked)).rejects.toMatchObject({ code: "not_found" });
    }));

  test.each(ZONES)(
    "in %s around %s single days add up to the range, to the entries' own sum",
    (timeZone, at) =>
      inOwn(async (tx) => {
        const span = { middle: new Date(at), timeZone };
        const team = await givenTeam(tx);
        await givenTwoWeeks(tx, team, span);
        const days = daysAround(span);
        const [first = "", last = ""] = [days[0], days.at(-1)];
        const range = await getCosts(team.admin, input(span, first, last));
        const singles = [];
        for (const day of days) singles.push((await getCosts(team.admin, input(span, day, day))).total);
        expect(sum(singles)).toBe(range.total.costPicoUsd);
        expect(range.total).toEqual(await rawTotal(tx));
        expectToAddUp(range);
      }),
  );

  test("says the same of open days and of sealed ones, by every two groups", () =>
    inOwn(async (tx) => {
      const span = { middle: new Date("2019-10-27T01:00:00Z"), timeZone: "Europe/Warsaw" };
      const team = await givenTeam(tx);
      await givenTwoWeeks(tx, team, span);
      const ask = async () => {
        const answers = [];
        for (const group of GROUPS) {
          for (const subgroup of GROUPS) {
            const asked = { ...input(span, "2019-10-24", "2019-11-05"), group, subgroup };
            answers.push(await getCosts(team.admin, asked));
          }
        }
        return answers;
      };
      const open = await ask();
      const sealedHalf = { timeZone: span.timeZone, now: new Date("2019-10-29T12:00:00Z") };
      expect(await sealDays(tx, sealedHalf)).toBe(9);
      expect(await ask()).toEqual(open);
      await sealDays(tx, { ...sealedHalf, now: new Date("2019-11-20T12:00:00Z") });
      expect(await ask()).toEqual(open);
      for (const costs of open) expectToAddUp(costs);
      expect(new Set(open.map(({ total }) => total.costPicoUsd)).size).toBe(1);
    }));

  test("filters by every group, alone and together, as the entries do", () =>
    inOwn(async (tx) => {
      const span = { middle: new Date("2019-10-27T01:00:00Z"), timeZone: "Europe/Warsaw" };
      const team = await givenTeam(tx);
      await givenTwoWeeks(tx, team, span);
      await sealDays(tx, { timeZone: span.timeZone, now: new Date("2019-10-29T12:00:00Z") });
      const whole = await getCosts(team.admin, input(span, "2019-10-18", "2019-11-05"));
      for (const group of GROUPS) {
        const asked = { ...input(span, "2019-10-18", "2019-11-05"), group };
        const { keys } = await getCosts(team.admin, asked);
        for (const { key, costPicoUsd, calls } of keys) {
          const filtered = await getCosts(team.admin, { ...asked, filters: { [group]: [key] } });
          expect(filtered.total).toMatchObject({ costPicoUsd, calls });
        }
        const every = await getCosts(team.admin, {
          ...asked,
          filters: { [group]: keys.map(({ key }) => key) },
        });
        expect(every.total).toEqual(whole.total);
      }
      const [member = ""] = team.userIds;
      const both = {
        member: [member],
        assistant: [team.assistantId],
        department: [team.departmentIds[0] ?? ""],
      };
      const filtered = await getCosts(team.admin, {
        ...input(span, "2019-10-18", "2019-11-05"),
        filters: both,
      });
      expect(filtered.total).toEqual(
        await rawTotal(tx, sql`user_id = ${member} and assistant_id = ${team.assistantId}`),
      );
      expect(filtered.activeMembers).toBe(1);
    }));

  test("stacks the nine dearest and the others, beside the days before, in whole weeks and months", () =>
    inOwn(async (tx) => {
      const { admin, userIds } = await givenTeam(tx);
      const [userId = ""] = userIds;
      const at = (day: string) => ({ at: new Date(`${day}T12:00:00Z`), timeZone: "UTC" });
      for (let n = 1; n <= 12; n++) {
        await bookCall(tx, { userId, ...at("2019-11-01"), model: `model-${n}`, costPicoUsd: BigInt(n) });
        await bookCall(tx, { userId, ...at("2019-10-30"), model: `model-${n}`, costPicoUsd: 100n });
      }
      const asked: CostsInput = {
        range: { preset: "custom", from: "2019-10-31", to: "2019-11-02" },
        ...{ granularity: "month", group: "model", timeZone: "UTC", now: new Date("2019-12-01T12:00:00Z") },
      };
      const costs = await getCosts(admin, asked);
      expect(costs.keys).toHaveLength(10);
      expect(costs.keys[0]).toMatchObject({ label: "model-12", costPicoUsd: 12n, beforePicoUsd: 100n });
      expect(costs.keys.at(-1)).toMatchObject({
        key: "*",
        label: "Others",
        costPicoUsd: 6n,
        beforePicoUsd: 300n,
      });
      expect(costs.buckets).toEqual(["2019-10-31", "2019-11-01"]);
      expect(costs.before.costPicoUsd).toBe(1_200n);
      expect(costs.beforeBuckets).toEqual([{ bucket: "2019-11-01", costPicoUsd: 1_200n }]);
      expectToAddUp(costs);
    }));

  test("names groups, and leaves what has none without a name", () =>
    inOwn(async (tx) => {
      const team = await givenTeam(tx);
      const span = { middle: new Date("2019-10-27T01:00:00Z"), timeZone: "UTC" };
      await givenTwoWeeks(tx, team, span);
      const asked = input(span, "2019-10-18", "2019-11-05");
      const labels = async (group: CostGroup) =>
        (await getCosts(team.admin, { ...asked, group })).keys.map(({ label }) => label).sort();
      expect(await labels("member")).toEqual(["Member 01", "Member 02", "Member 03"]);
      expect(await labels("assistant")).toEqual(["Translator", null]);
      expect(await labels("plan")).toEqual([expect.stringContaining("Trial"), null]);
      expect(await labels("provider")).toEqual(["anthropic", "openai"]);
      const names = await listCostNames(team.admin, {
        filters: { assistant: [team.assistantId], plan: [""] },
      });
      expect(names).toEqual([
        { group: "plan", key: "", label: null },
        { group: "assistant", key: team.assistantId, label: "Translator" },
      ]);
    }));

  test("counts refusals by what they have", () =>
    inOwn(async (tx) => {
      const { admin, userIds } = await givenTeam(tx);
      const [userId = "", other = ""] = userIds;
      const row = { day: "2019-11-01", provider: "openai", model: "model-1" };
      await tx.insert(refusalDays).values([
        { ...row, userId, refusals: 3 },
        { ...row, userId: other, refusals: 4 },
        { ...row, userId, day: "2019-12-01", refusals: 5 },
      ]);
      const refusals = async (filters: CostsInput["filters"]) =>
        (await getCosts(admin, { ...november(), filters })).refusals;
      expect(await refusals({})).toBe(7);
      expect(await refusals({ member: [userId] })).toBe(3);
      expect(await refusals({ model: ["openai/model-1"], department: [""] })).toBe(7);
      expect(await refusals({ model: ["openai/model-2"] })).toBe(0);
      expect(await refusals({ purpose: ["answer"] })).toBeNull();
    }));

  test.each([["no-id"], ["'; drop table entries; --"], [""], ["%"]])("finds nothing for the key %j", (key) =>
    inOwn(async (tx) => {
      const { admin } = await givenTeam(tx);
      for (const group of GROUPS) {
        const costs = await getCosts(admin, {
          ...november(),
          group,
          filters: { member: [key], [group]: [key] },
        });
        expect(costs.total.costPicoUsd).toBe(0n);
        expect(costs.keys).toEqual([]);
      }
    }),
  );
});

function november(): CostsInput {
  const range = { preset: "custom", from: "2019-11-01", to: "2019-11-30" } as const;
  return {
    range,
    granularity: "day",
    group: "member",
    timeZone: "UTC",
    now: new Date("2019-12-10T12:00:00Z"),
  };
}

async function rawTotal(tx: Ctx["db"], where = sql`true`) {
  const [row] = await tx.execute<Record<string, string>>(sql`
    select count(*) as calls, count(*) filter (where purpose = 'answer') as answers, sum(input_tokens) as input,
      sum(cached_input_tokens) as cached, sum(output_tokens) as output, sum(cost_pico_usd) as cost,
      coalesce(sum(cost_pico_usd) filter (where certainty <> 'exact'), 0) as estimated
    from entries where ${where}`);
  return {
    calls: Number(row?.calls),
    answers: Number(row?.answers),
    inputTokens: Number(row?.input),
    cachedInputTokens: Number(row?.cached),
    outputTokens: Number(row?.output),
    costPicoUsd: BigInt(row?.cost ?? 0),
    estimatedPicoUsd: BigInt(row?.estimated ?? 0),
  };
}
