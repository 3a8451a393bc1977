import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgetPeriods } from "@/db/schema";
import { verifyLedger } from "@/lib/ledger";
import { type Ask, admit, type Decision, setBudget } from ".";
import { applyingTo } from "./applying";
import { amountHeld, fitInto } from "./fit";
import { budgetsLock } from "./lock";
import type { Moment } from "./periods";
import { readStandings } from "./standings";
import { readFacts } from "./testing/facts";
import { TIME_ZONE, useClock, useOwnDatabase } from "./testing/model-database";
import { drifts } from "./testing/oracle";
import { plan } from "./testing/plan";
import { runPlan } from "./testing/run-plan";
import { whileTimeLasts } from "./testing/while-time-lasts";
import { type Admission, askFor, makeWorld, type Wish, type World } from "./testing/world";
import { budgetExceeded } from "./words";

const TIME_MS_MAX = 120_000;
const LONGEST_MS = 6_000;

const db = useOwnDatabase("budgets_model");
const clock = useClock();

/** Each run in a month of its own. */
const NEXT_RUN_HOURS = 40 * 24;

const plans = (admission: Admission, seen: Record<string, number> = {}) =>
  fc.asyncProperty(
    plan,
    whileTimeLasts(LONGEST_MS, async (one) => {
      clock.wait(NEXT_RUN_HOURS);
      await runPlan(db(), one, { admission, clock, timeZone: TIME_ZONE, seen });
    }),
  );

describe("admission over budgets of every kind, while calls end and budgets change", () => {
  test(
    "never overdraws one that blocks, counts what is held and spent, and decides right",
    async () => {
      const seen: Record<string, number> = {};
      await fc.assert(plans(admit, seen), { numRuns: 40, endOnFailure: true });
      const report = await verifyLedger(db(), TIME_ZONE);
      expect(report).toMatchObject({ driftPicoUsd: 0n, problems: [] });
      expect(Object.keys(seen).sort()).toEqual(["admitted", "downgraded", "refused"]);
    },
    TIME_MS_MAX,
  );

  test(
    "would overdraw them if it read and then wrote",
    async () => {
      const details = await fc.check(plans(readThenWrite), { numRuns: 100, endOnFailure: true });
      expect(String(details.errorInstance)).toContain("admitted over its limit");
    },
    TIME_MS_MAX,
  );
});

/** Calls that each want the same, as many as there are, and a budget with room for some of them. */
const crowd = fc.record({ calls: fc.integer({ min: 2, max: 5 }), room: fc.nat(5) });

const meetings = (admission: Admission) =>
  fc.asyncProperty(
    fc.scheduler(),
    crowd,
    whileTimeLasts(LONGEST_MS / 3, (schedule, each) => meet(admission, schedule, each)),
  );

type Crowd = { calls: number; room: number };

async function meet(admission: Admission, schedule: fc.Scheduler, { calls, room }: Crowd): Promise<void> {
  clock.wait(NEXT_RUN_HOURS);
  const world = await makeWorld(db(), TIME_ZONE);
  await setCrowdedBudgets(world, room);
  // All rows of the new day are opened by the calls themselves.
  clock.wait(24);
  const moment = { at: clock.now(), timeZone: TIME_ZONE };
  const pause = (place: string) => schedule.schedule(Promise.resolve(), place);
  const asking = Array.from({ length: calls }, () =>
    askFor(world, admission, { wishes: [wishIn(world)], moment, pause }),
  );
  const answers = await schedule.waitFor(Promise.allSettled(asking));
  const failed = answers.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  const granted = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  const admitted = granted.filter(({ decision }) => decision.kind === "admitted");
  if (admitted.length !== Math.min(calls, room)) throw new Error(`${admitted.length} admitted, not ${room}`);
  const wrong = drifts(await readFacts(world.db, world), moment);
  if (wrong.length > 0) throw new Error(`counters drifted: ${wrong.join("; ")}`);
}

describe("admissions whose transactions meet in any order", () => {
  test(
    "admit exactly as many as there is room for",
    () => fc.assert(meetings(admit), { numRuns: 40, endOnFailure: true }),
    TIME_MS_MAX,
  );

  test(
    "would admit more if they read and then wrote",
    async () => {
      const details = await fc.check(meetings(readThenWrite), { numRuns: 100, endOnFailure: true });
      expect(String(details.errorInstance)).toContain("admitted over its limit");
    },
    TIME_MS_MAX,
  );
});

const PRICE = 70n;

/** Three levels, of which the second has the least room. */
async function setCrowdedBudgets(world: World, room: number): Promise<void> {
  const [member = "", model = ""] = [world.members[0], world.models[0]];
  const kind = { period: "day", unit: "usd", onLimit: "block", now: clock.now() } as const;
  const limit = BigInt(room) * PRICE + PRICE / 2n;
  await setBudget(world.admin, { ...kind, scope: "org", scopeId: null, limit: limit * 2n });
  await setBudget(world.admin, { ...kind, scope: "member", scopeId: member, limit });
  await setBudget(world.admin, { ...kind, scope: "model", scopeId: model, limit: limit + PRICE });
}

function wishIn({ members, models }: World): Wish {
  const caller = { userId: members[0] ?? "", model: models[0] ?? "" };
  const worst = { inputPicoUsd: PRICE, outputPicoUsdPerToken: 0n, inputTokens: 1, messages: 1 };
  return {
    purpose: "answer",
    caller: { ...caller, threadId: null, apiKeyId: null, assistantId: null },
    worst: { ...worst, outputTokensMax: 3, outputTokensMin: 3 },
  };
}

/** Admission as many write it: it reads how much is left, decides, and has the hold written, without a lock on the rows. */
async function readThenWrite(tx: Conn, asks: readonly Ask[], moment: Moment): Promise<Decision[]> {
  await tx.execute(budgetsLock("shared"));
  const decisions: Decision[] = [];
  for (const ask of asks) decisions.push(await decideUnlocked(tx, ask, moment));
  return decisions;
}

async function decideUnlocked(tx: Conn, ask: Ask, moment: Moment): Promise<Decision> {
  const { attemptId, caller, worst, tried } = ask;
  const standings = await readStandings(tx, applyingTo([caller], moment), moment);
  const rows = standings.map((row) => ({ ...row, n: 0, limit: row.effectiveLimit }));
  const fit = fitInto(rows, worst, tried);
  if (fit.kind === "refused") return { kind: "refused", error: budgetExceeded(fit.row, moment) };
  if (fit.kind === "downgrade") return { kind: "downgrade", to: fit.to, because: "It is cheaper." };
  const { outputTokensMax } = fit;
  for (const { budgetId, subjectId, startsAt, spent } of rows) {
    await tx
      .insert(budgetPeriods)
      .values({ budgetId, subjectId, startsAt, spent, reserved: 0n })
      .onConflictDoNothing();
  }
  const shares = rows.map(({ budgetId, subjectId, startsAt, unit }) => ({
    ...{ budgetId, subjectId, startsAt },
    amount: amountHeld(unit, worst, outputTokensMax),
  }));
  const amountPicoUsd = amountHeld("usd", worst, outputTokensMax);
  const { userId } = caller;
  const reservation = { reservationId: newId(), attemptId, userId, amountPicoUsd, occurredAt: moment.at };
  return { kind: "admitted", outputTokensMax, amountPicoUsd, hold: { reservation, shares } };
}
