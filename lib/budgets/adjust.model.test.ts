import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { departments, plans } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { assignMember, type BudgetKey, listStandings, setBudget } from ".";
import { giveBack, memberBudget, post } from "./testing";
import {
  correct,
  estimated,
  exactly,
  expectSound,
  held,
  november,
  type Settled,
  tokens,
} from "./testing/corrections";
import { whileTimeLasts } from "./testing/while-time-lasts";

const own = useOwnDb();

const LONGEST_MS = 12_000;
const SCOPES = ["org", "member", "department", "department_member", "plan", "thread", "model"] as const;
const PERIODS = ["day", "week", "month", "total"] as const;

/** The organisation's budgets count what other tests of the run have spent, too. */
const FAR_ABOVE = { usd: 100_000_000_000_000_000n, tokens: 1_000_000_000_000n, messages: 1_000_000_000n };
const member = fc.nat({ max: 1 });
const place = fc.constantFrom(0, 1, null);
const cost = fc.bigInt({ min: 0n, max: 150n });
const step = fc.oneof(
  fc.record({ do: fc.constant("hold" as const), member }),
  fc.record({ do: fc.constant("settle" as const), which: fc.nat(), cost, exact: fc.boolean() }),
  fc.record({ do: fc.constant("give back" as const), which: fc.nat() }),
  fc.record({ do: fc.constant("correct" as const), which: fc.nat(), cost, output: fc.nat({ max: 9 }) }),
  fc.record({
    do: fc.constant("set" as const),
    scope: fc.constantFrom(...SCOPES),
    period: fc.constantFrom(...PERIODS),
    unit: fc.constantFrom("usd" as const, "tokens" as const, "messages" as const),
    target: fc.nat({ max: 1 }),
  }),
  fc.record({ do: fc.constant("move" as const), member, department: place, plan: place }),
  fc.record({ do: fc.constant("wait" as const), hours: fc.constantFrom(5, 20, 100, 400) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

describe("any order of holds, settlements, corrections, new budgets and moves", () => {
  test("leaves every sum in agreement", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 18 }),
        whileTimeLasts(LONGEST_MS, (steps) =>
          inTestTransaction(own.db, async (tx) => {
            const world = await makeWorld(tx);
            for (const one of steps) await take(world, one);
            await expectSound(tx);
          }),
        ),
      ),
      { numRuns: 60 },
    );
  });
});

test("a share of a past period is forgotten with the plan, and right again when its member comes back", () =>
  inTestTransaction(own.db, async (tx) => {
    const ctx = { db: tx, actor: await makeMember(tx, "admin") };
    const { userId } = ctx.actor;
    const planId = newId();
    await tx.insert(plans).values({ id: planId, name: planId });
    const plan: BudgetKey = { ...memberBudget(userId, "day"), scope: "plan", scopeId: planId };
    await setBudget(ctx, { ...plan, limit: 1_000n, now: november });
    await assignMember(ctx, { userId, planId, now: november });
    await giveBack(tx, await held(tx, userId, november));
    await assignMember(ctx, { userId, planId: null, now: november });
    await estimated(tx, userId, { at: november, costPicoUsd: 40n });
    const tomorrow = new Date("2026-11-23T10:00:00Z");
    await assignMember(ctx, { userId, planId, now: tomorrow });
    await expectSound(tx);
    expect((await listStandings(ctx, november)).map(({ spent }) => spent)).toEqual([40n]);
  }));

async function makeWorld(tx: Tx) {
  const people = [await makeMember(tx, "admin"), await makeMember(tx)] as const;
  const [departmentIds, planIds] = [[newId(), newId()] as const, [newId(), newId()] as const];
  await tx.insert(departments).values(departmentIds.map((id) => ({ id, name: id })));
  await tx.insert(plans).values(planIds.map((id) => ({ id, name: id })));
  const ctx = { db: tx, actor: people[0] };
  const calls = { pending: [] as Settled[], settled: [] as Settled[] };
  return { tx, ctx, people, departmentIds, planIds, ...calls, now: november };
}

type World = Awaited<ReturnType<typeof makeWorld>>;

async function take(world: World, step: Step): Promise<void> {
  const { tx, ctx, people, departmentIds, planIds, pending, settled, now } = world;
  switch (step.do) {
    case "hold":
      pending.push(await held(tx, people[step.member]?.userId ?? "", now));
      return;
    case "settle": {
      const [call] = pending.length > 0 ? pending.splice(step.which % pending.length, 1) : [];
      if (!call) return;
      const certainty = step.exact ? "exact" : "estimated";
      await post(tx, call, { costPicoUsd: step.cost, certainty });
      settled.push(call);
      return;
    }
    case "give back": {
      const [call] = pending.length > 0 ? pending.splice(step.which % pending.length, 1) : [];
      if (call) await giveBack(tx, call);
      return;
    }
    case "correct": {
      const call = settled[step.which % settled.length];
      if (call) await correct(tx, call, { ...exactly(step.cost, tokens(2, step.output)), now });
      return;
    }
    case "set":
      return set(world, step);
    case "move": {
      const departmentId = step.department === null ? null : departmentIds[step.department];
      const planId = step.plan === null ? null : planIds[step.plan];
      await assignMember(ctx, { userId: people[step.member]?.userId ?? "", departmentId, planId, now });
      return;
    }
    case "wait":
      world.now = new Date(now.getTime() + step.hours * 3_600_000);
  }
}

async function set({ ctx, people, departmentIds, planIds, pending, settled, now }: World, step: Step) {
  if (step.do !== "set") return;
  const { scope, period, unit, target } = step;
  const call = pending[0] ?? settled[0];
  const targets: Record<(typeof SCOPES)[number], string | null | undefined> = {
    org: null,
    member: people[target]?.userId,
    department: departmentIds[target],
    department_member: departmentIds[target],
    plan: planIds[target],
    thread: call?.threadId,
    model: call && `${call.provider}/${call.model}`,
  };
  const scopeId = targets[scope];
  if (scopeId === undefined) return;
  await setBudget(ctx, { scope, scopeId, period, unit, onLimit: "block", limit: FAR_ABOVE[unit], now });
}
