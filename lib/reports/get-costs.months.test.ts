import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { assistants, departments, plans, users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { sealDays, verifyLedger } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { getCosts } from ".";
import { bookCall, bookCorrection } from "./testing/calls";
import { addUp, knownOf, type RawEntry, readRaw } from "./testing/raw-costs";
import { givenMember } from "./testing/rows";
import type { CostGroup, CostsInput, Granularity } from "./types";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);
const GROUPS: CostGroup[] = ["department", "member", "plan", "model", "provider", "assistant", "purpose"];
const now = new Date("2019-11-21T12:00:00Z");
const DAY_MS = 86_400_000;
/** The first call; there is one every 20 hours, up to the 20th of November. */
const START = Date.parse("2019-07-10T09:00:00Z");
const CALLS = 160;

type Team = {
  admin: Ctx;
  userIds: string[];
  departmentIds: (string | null)[];
  assistantIds: (string | null)[];
};

/** Twelve members of three departments and two plans, eleven assistants, and the admin who asks. */
async function givenTeam(tx: Conn): Promise<Team> {
  const admin = await givenMember(tx, "Owner", "owner");
  const [departmentIds, planIds, assistantIds] = [makeIds(3), makeIds(2), makeIds(11)];
  await tx.insert(departments).values(departmentIds.map((id) => ({ id, name: `Department ${id}` })));
  await tx.insert(plans).values(planIds.map((id) => ({ id, name: `Plan ${id}` })));
  const { userId } = admin.actor;
  const instructions = { instructions: "Be brief.", instructionsTokens: 3 };
  await tx
    .insert(assistants)
    .values(assistantIds.map((id, n) => ({ id, userId, name: `Assistant ${n}`, ...instructions })));
  const rows = makeIds(12).map((id, n) => ({
    ...{
      id,
      email: `member-${id}@example.org`,
      name: `Member ${n}`,
      passwordHash: "none",
      role: "member" as const,
    },
    planId: planIds[n % 3] ?? null,
  }));
  await tx.insert(users).values(rows);
  return {
    admin,
    userIds: rows.map(({ id }) => id),
    departmentIds: [...departmentIds, null],
    assistantIds: [...assistantIds, null],
  };
}

const makeIds = (count: number) => Array.from({ length: count }, () => newId());
const at = <T>(list: readonly T[], n: number) => list[n % list.length] as T;

async function book(tx: Conn, team: Team, call: { n: number; timeZone: string }): Promise<string> {
  const { n, timeZone } = call;
  const mixed = n * 7_919 + (n >> 2);
  return bookCall(tx, {
    userId: at(team.userIds, mixed),
    departmentId: at(team.departmentIds, mixed >> 1),
    assistantId: at(team.assistantIds, mixed >> 3),
    provider: n % 5 === 0 ? "anthropic" : "openai",
    model: `model-${(mixed >> 2) % 11}`,
    purpose: n % 7 === 0 ? "title" : "answer",
    estimated: n % 11 === 0,
    at: new Date(START + n * 20 * 3_600_000),
    timeZone,
    costPicoUsd: BigInt(1_000_003 * n + (mixed % 997)),
  });
}

/**
 * Months that are sealed, one (August) of which two days are open again by late calls and by a correction, and days of
 * this month that are not sealed yet.
 */
async function givenMonths(tx: Conn, timeZone: string): Promise<Team> {
  const team = await givenTeam(tx);
  const attempts = [];
  for (let n = 0; n < CALLS; n++) attempts.push(await book(tx, team, { n, timeZone }));
  await sealDays(tx, { timeZone, now: new Date("2019-11-17T12:00:00Z") });
  for (const n of [60, 61]) await book(tx, team, { n, timeZone });
  await bookCorrection(tx, attempts[45] ?? "", 1_234_567n);
  return team;
}

async function wrongReports(tx: Conn): Promise<number> {
  const { checks } = await verifyLedger(tx, "UTC");
  return checks.find(({ name }) => name === "reports")?.wrong ?? -1;
}

type Asked = CostsInput & { now: Date; timeZone: string };

/** Any question whose days may begin before the first call and end today; keys are real ones, none or foreign ones. */
function questions(raw: readonly RawEntry[], timeZone: string): fc.Arbitrary<Asked> {
  const days = fc.tuple(fc.nat(150), fc.nat(150)).map(([a, b]) => {
    const dayOf = (n: number) => new Date(now.getTime() - n * DAY_MS).toISOString().slice(0, 10);
    return { preset: "custom" as const, from: dayOf(Math.max(a, b)), to: dayOf(Math.min(a, b)) };
  });
  const presets = fc.constantFrom("30d", "month", "last-month", "quarter", "year", "12m");
  const keys = (group: CostGroup) => {
    const known = [...new Set(raw.map((entry) => entry.keys[group])), "", "nothing"];
    return fc.option(fc.subarray(known, { minLength: 1 }), { nil: undefined, freq: 4 });
  };
  return fc.record({
    range: fc.oneof(
      { weight: 3, arbitrary: days },
      { weight: 1, arbitrary: presets.map((preset) => ({ preset }) as CostsInput["range"]) },
    ),
    granularity: fc.constantFrom<Granularity[]>("day", "week", "month"),
    group: fc.constantFrom(...GROUPS),
    subgroup: fc.option(fc.constantFrom(...GROUPS), { nil: undefined }),
    filters: fc.record(
      Object.fromEntries(GROUPS.map((group) => [group, keys(group)])) as Record<
        CostGroup,
        ReturnType<typeof keys>
      >,
    ),
    now: fc.constant(now),
    timeZone: fc.constant(timeZone),
  });
}

describe("getCosts over sealed months, opened ones and open days", () => {
  test.each(["UTC", "America/New_York", "Pacific/Apia"])(
    "says what the entries add up to, whatever is asked, in %s",
    (timeZone) =>
      inOwn(async (tx) => {
        const { admin } = await givenMonths(tx, timeZone);
        const months = await tx.execute<{ month: string }>(
          "select month::text from report_month_seals order by 1",
        );
        expect(months.map(({ month }) => month)).toEqual(["2019-07-01", "2019-09-01", "2019-10-01"]);
        const raw = await readRaw(tx);
        const says = async (asked: Asked) => {
          expect(knownOf(await getCosts(admin, asked))).toEqual(addUp(raw, asked));
        };
        await fc.assert(fc.asyncProperty(questions(raw, timeZone), says), { numRuns: 40 });
        await sealDays(tx, { timeZone, now });
        await fc.assert(fc.asyncProperty(questions(raw, timeZone), says), { numRuns: 12 });
        expect(await wrongReports(tx)).toBe(0);
        for (const table of ["report_assistant_days", "report_assistant_months"]) {
          const add = (calls: number) =>
            tx.execute(sql`update ${sql.identifier(table)} set calls = calls + ${calls}::int`);
          await add(1);
          expect(await wrongReports(tx)).toBeGreaterThan(0);
          await add(-1);
          expect(await wrongReports(tx)).toBe(0);
        }
      }),
    60_000,
  );

  test("adds up also where members have other plans than when their days were sealed", () =>
    inOwn(async (tx) => {
      const timeZone = "UTC";
      const { admin } = await givenMonths(tx, timeZone);
      await tx.update(users).set({ planId: null });
      const pairs: [CostGroup, CostGroup, Granularity][] = [
        ["plan", "member", "month"],
        ["member", "plan", "week"],
        ["plan", "model", "day"],
        ["model", "plan", "month"],
      ];
      for (const [group, subgroup, granularity] of pairs) {
        const asked: CostsInput = { range: { preset: "year" }, granularity, group, subgroup, timeZone, now };
        const costs = await getCosts(admin, asked);
        const sum = (of: readonly { costPicoUsd: bigint }[]) =>
          of.reduce((all, { costPicoUsd }) => all + costPicoUsd, 0n);
        expect(sum(costs.keys)).toBe(costs.total.costPicoUsd);
        for (const key of costs.keys) expect(sum(key.parts)).toBe(key.costPicoUsd);
      }
    }));
});
