import type { Db } from "@/db/client";
import type { AttemptFacts, Booking } from "@/lib/ledger";
import { addTopUp, assignMember, type BudgetInput, endTopUp, removeBudget, setBudget } from "..";
import type { Moment } from "../periods";
import type { Amount, BudgetUnit } from "../types";
import { type BudgetFact, readFacts } from "./facts";
import { drifts, rightDecision } from "./oracle";
import type { AskPlan, Before, BudgetPlan, Op, Plan } from "./plan";
import {
  type Admission,
  askFor,
  correct,
  type End,
  type Granted,
  makeWorld,
  settleAttempt,
  type Wish,
  type World,
} from "./world";

const INPUT_PICO_USD = 2n;
const OUTPUT_PICO_USD = 5n;
/** A limit of 100 is about seven usual calls. */
const LIMIT_UNIT: Record<BudgetUnit, Amount> = { usd: 10n, tokens: 2n, messages: 1n };
const LIMIT_SHARE: Record<BudgetUnit, Amount> = { usd: 1n, tokens: 1n, messages: 10n };

export type Clock = { now: () => Date; wait: (hours: number) => void };
type Run = {
  world: World;
  admission: Admission;
  clock: Clock;
  calls: { attempt: AttemptFacts; held: Amount }[];
  topUps: { topUpId: string; budgetId: string }[];
  /** How many calls were admitted and refused, to show that the plans are worth something. */
  seen: Record<string, number>;
};

/** Carries a plan out on real connections and throws at the first thing that is not as it should be. */
export async function runPlan(
  db: Db,
  { steps, family, budgets, assigned }: Plan,
  setting: { admission: Admission; clock: Clock; timeZone: string; seen: Record<string, number> },
): Promise<void> {
  const { admission, clock, timeZone, seen } = setting;
  const world = await makeWorld(db, timeZone);
  const run: Run = { world, admission, clock, calls: [], topUps: [], seen };
  await perform(run, { kind: "assign", member: 0, department: 0, plan: 0 });
  for (const one of assigned) await perform(run, one);
  for (const budget of [...family, ...budgets]) await setBudget(world.admin, toInput(run, budget));
  for (const { before, ops } of steps) {
    await prepare(run, before);
    clock.wait(0.01);
    const [only] = ops;
    if (ops.length === 1 && only?.kind === "ask") await performExactly(run, only);
    else await allOf(ops.map((op) => perform(run, op)));
    await checkCounters(run);
  }
}

const momentOf = ({ clock, world }: Run): Moment => ({ at: clock.now(), timeZone: world.timeZone });

async function checkCounters(run: Run): Promise<void> {
  const wrong = drifts(await readFacts(run.world.db, run.world), momentOf(run));
  if (wrong.length > 0) throw new Error(`counters drifted: ${wrong.join("; ")}`);
}

/** One call alone: the decision has to be the right one, not only a safe one. */
async function performExactly(run: Run, plan: AskPlan): Promise<void> {
  const moment = momentOf(run);
  const facts = await readFacts(run.world.db, run.world);
  const wish = toWish(run, plan);
  const [granted] = await grant(run, [wish]);
  if (!granted) throw new Error("An ask was given no answer.");
  const { decision, tried } = granted;
  const { caller, worst } = wish;
  for (const [n, model] of [caller.model, ...tried].entries()) {
    const asked = { caller: { ...caller, model }, worst, tried: tried.slice(0, n) };
    const right = rightDecision(facts, asked, moment);
    const to = tried[n];
    const isRight =
      to === undefined
        ? right.kind === decision.kind &&
          (right.kind !== "admitted" || right.outputTokensMax === outputOf(decision))
        : right.kind === "downgrade" && right.to.includes(to);
    if (isRight) continue;
    throw new Error(
      `decided ${to ?? `${decision.kind} ${outputOf(decision)}`}, right is ${JSON.stringify(right)}`,
    );
  }
}

function outputOf(decision: Granted["decision"]): number | null {
  return decision.kind === "admitted" ? decision.outputTokensMax : null;
}

async function grant(run: Run, wishes: Wish[]): Promise<Granted[]> {
  const granted = await askFor(run.world, run.admission, { wishes, moment: momentOf(run) });
  for (const { decision, attempt, tried } of granted) {
    run.seen[decision.kind] = (run.seen[decision.kind] ?? 0) + 1;
    if (tried.length > 0) run.seen.downgraded = (run.seen.downgraded ?? 0) + 1;
    if (decision.kind !== "admitted" || !attempt) continue;
    run.calls.push({ attempt, held: decision.amountPicoUsd });
  }
  return granted;
}

async function prepare(run: Run, before: Before): Promise<void> {
  if (before.kind === "wait") return run.clock.wait(before.hours);
  if (before.kind === "endTopUp") {
    const topUp = run.topUps[before.pick % run.topUps.length];
    if (topUp) await endTopUp(run.world.admin, { topUpId: topUp.topUpId });
    return;
  }
  if (before.kind === "nothing") return;
  const { budgets } = await readFacts(run.world.db, run.world);
  const budget = budgets[before.pick % budgets.length];
  if (!budget) return;
  const subjectId =
    isPersonal(budget) && before.own !== null ? nth(run.world.members, before.own) : undefined;
  const endsAt = new Date(run.clock.now().getTime() + before.hours * 3_600_000);
  const amount = BigInt(before.amount) * LIMIT_UNIT[budget.unit];
  const topUp = {
    budgetId: budget.id,
    subjectId,
    amount,
    endsAt,
    reason: "A busy week.",
    now: run.clock.now(),
  };
  const { topUpId } = await addTopUp(run.world.admin, topUp);
  run.topUps.push({ topUpId, budgetId: budget.id });
}

function isPersonal({ scope }: BudgetFact): boolean {
  return scope === "plan" || scope === "department_member";
}

async function perform(run: Run, op: Op): Promise<void> {
  const { world } = run;
  switch (op.kind) {
    case "ask":
      await allOf(Array.from({ length: op.times }, () => grant(run, [toWish(run, op)])));
      return;
    case "askTogether":
      await grant(
        run,
        op.asks.map((one) => toWish(run, one)),
      );
      return;
    case "set":
      await setBudget(world.admin, toInput(run, op.budget));
      return;
    case "assign": {
      const departmentId = op.department === null ? null : nth(world.departments, op.department);
      const planId = op.plan === null ? null : nth(world.plans, op.plan);
      await assignMember(world.admin, { userId: nth(world.members, op.member), departmentId, planId });
      return;
    }
    case "remove": {
      const { budgets } = await readFacts(world.db, world);
      const budget = budgets[op.pick % budgets.length];
      if (!budget) return;
      await removeBudget(world.admin, { budgetId: budget.id });
      run.topUps = run.topUps.filter(({ budgetId }) => budgetId !== budget.id);
      return;
    }
    default:
      await performOnCall(run, op);
  }
}

type OnCall = Op & { kind: "post" | "void" | "expire" | "correct" };

async function performOnCall({ world, calls, clock }: Run, op: OnCall): Promise<void> {
  const call = calls[op.pick % calls.length];
  if (!call) return;
  const { attempt, held } = call;
  if (op.kind === "correct") {
    const right = bookingOf(held, op.share, "exact");
    await correct(world, { attempt, right, now: clock.now() });
    return;
  }
  const ends: Record<Exclude<OnCall["kind"], "correct">, End> = {
    post: { state: "posted", booking: bookingOf(held, op.kind === "post" ? op.share : 0, "estimated") },
    void: { state: "voided" },
    expire: { state: "expired" },
  };
  await settleAttempt(world, attempt, ends[op.kind]);
}

function bookingOf(held: Amount, percent: number, certainty: Booking["certainty"]): Booking {
  const costPicoUsd = (held * BigInt(percent)) / 100n;
  const usage = { inputTokens: percent % 9, cachedInputTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
  return { usage: { ...usage, outputTokens: percent % 7 }, costPicoUsd, certainty, certaintyReason: null };
}

function toWish({ world }: Run, plan: AskPlan): Wish {
  const { inputTokens, outputTokensMax, outputTokensMin, purpose } = plan;
  return {
    purpose,
    caller: {
      userId: nth(world.members, plan.member),
      threadId: world.threads[plan.thread] ?? null,
      apiKeyId: world.apiKeys[plan.apiKey] ?? null,
      assistantId: world.assistants[plan.assistant] ?? null,
      model: nth(world.models, plan.model),
    },
    worst: {
      inputPicoUsd: BigInt(inputTokens) * INPUT_PICO_USD,
      outputPicoUsdPerToken: OUTPUT_PICO_USD,
      inputTokens,
      outputTokensMax,
      outputTokensMin: Math.min(outputTokensMin, outputTokensMax),
      messages: purpose === "answer" ? 1 : 0,
    },
  };
}

function toInput({ world, clock }: Run, budget: BudgetPlan): BudgetInput {
  const { scope, which, period, unit, limit } = budget;
  const ids = {
    org: null,
    department: nth(world.departments, which),
    department_member: nth(world.departments, which),
    plan: nth(world.plans, which),
    member: nth(world.members, which),
    self: nth(world.members, which),
    assistant: nth(world.assistants, 0),
    thread: nth(world.threads, which),
    api_key: nth(world.apiKeys, which),
    model: nth(world.models, which),
  };
  // A cheaper model sends as many messages: only a model's own budget of messages may ask for one.
  const isSenseless = budget.onLimit === "downgrade" && unit === "messages" && scope !== "model";
  const onLimit = isSenseless ? "block" : budget.onLimit;
  const earlier = scope === "org" && period === "total" ? world.earlier[unit] : 0n;
  return {
    ...{ scope, period, unit, onLimit, now: clock.now() },
    scopeId: ids[scope],
    limit: earlier + (BigInt(limit) * LIMIT_UNIT[unit] * LIMIT_SHARE.usd) / LIMIT_SHARE[unit],
    downgradeTo: onLimit === "downgrade" ? nth(world.models, 1) : null,
  };
}

function nth<T>(items: readonly T[], n: number): T {
  const item = items[n % items.length];
  if (item === undefined) throw new Error("The world is empty.");
  return item;
}

/** Waits for all, also where one fails: nothing is under way when the next thing begins. */
async function allOf(under: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(under)).find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}
