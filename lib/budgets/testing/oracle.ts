import type { Moment } from "../periods";
import { periodEnd, periodStart } from "../periods";
import type { Amount, BudgetUnit, Caller, WorstCase } from "../types";
import type { BudgetFact, Counted, Counter, Facts, MemberFact } from "./facts";

/** What budgets should say, told from what happened alone. Shares no code with the module but the calendar. */

const EACH_MEMBERS_OWN = ["plan", "department_member"];
/** Each stands in for those before it. */
const INHERITED = ["plan", "department_member", "member"];

type Applying = { budget: BudgetFact; subjectId: string; enforced: boolean };

/** Every budget that a call counts in, and whether it can stop it. */
export function applyingBudgets(facts: Facts, caller: Caller): Applying[] {
  const member = facts.members.find(({ id }) => id === caller.userId);
  if (!member) throw new Error("Nobody asked.");
  const own = facts.budgets.filter((budget) => budget.scopeId === idInScope(budget, member, caller));
  return own.map((budget) => ({
    budget,
    subjectId: EACH_MEMBERS_OWN.includes(budget.scope) ? caller.userId : "",
    enforced: !own.some((other) => isSame(budget, other) && standsInFor(other, budget)),
  }));
}

function idInScope({ scope }: BudgetFact, member: MemberFact, caller: Caller): string | null | undefined {
  const ids = {
    org: null,
    department: member.departmentId ?? undefined,
    department_member: member.departmentId ?? undefined,
    plan: member.planId ?? undefined,
    member: caller.userId,
    self: caller.userId,
    assistant: caller.assistantId ?? undefined,
    thread: caller.threadId ?? undefined,
    api_key: caller.apiKeyId ?? undefined,
    model: caller.model,
  };
  return ids[scope];
}

function isSame(a: BudgetFact, b: BudgetFact): boolean {
  return a.period === b.period && a.unit === b.unit && a.onLimit === b.onLimit;
}

function standsInFor(a: BudgetFact, b: BudgetFact): boolean {
  return INHERITED.includes(b.scope) && INHERITED.indexOf(a.scope) > INHERITED.indexOf(b.scope);
}

export type Standing = { spent: Amount; reserved: Amount };
type Share = { budget: BudgetFact; subjectId: string };

/** What is spent of a budget and held in it, in the period that began at `startsAt`. */
export function standingOf(facts: Facts, { budget, subjectId }: Share, at: Moment): Standing {
  const startsAt = periodStart(budget.period, at.at, at.timeZone);
  const inPeriod = ({ occurredAt }: Counted) =>
    periodStart(budget.period, occurredAt, at.timeZone).getTime() === startsAt.getTime();
  const own = (counted: Counted) => belongs(counted, budget, subjectId) && inPeriod(counted);
  const sum = (rows: Counted[]) => rows.filter(own).reduce((total, row) => total + row[budget.unit], 0n);
  const isEverything = budget.scope === "org" && budget.period === "total";
  const earlier = isEverything ? facts.earlier[budget.unit] : 0n;
  return { spent: earlier + sum(facts.entries), reserved: sum(facts.pending) };
}

function belongs(counted: Counted, { scope, scopeId }: BudgetFact, subjectId: string): boolean {
  const ids = {
    org: null,
    department: counted.departmentId,
    assistant: counted.assistantId,
    thread: counted.threadId,
    api_key: counted.apiKeyId,
    model: counted.model,
    member: counted.userId,
    self: counted.userId,
    plan: counted.userId,
    department_member: counted.userId,
  };
  return ids[scope] === (EACH_MEMBERS_OWN.includes(scope) ? subjectId : scopeId);
}

function limitOf(facts: Facts, { budget, subjectId }: Share, { at }: Moment): Amount {
  const holding = facts.topUps.filter(
    (topUp) =>
      topUp.budgetId === budget.id &&
      (topUp.subjectId === "" || topUp.subjectId === subjectId) &&
      topUp.startsAt <= at &&
      at < topUp.endsAt,
  );
  return holding.reduce((limit, { amount }) => limit + amount, budget.limit);
}

/** The budgets that would have had to stop a call which is admitted: none, or a sentence for each. */
export function overdrafts(
  facts: Facts,
  { caller, worst }: { caller: Caller; worst: WorstCase },
  moment: Moment,
): string[] {
  const stopping = applyingBudgets(facts, caller).filter(
    ({ budget, enforced }) => enforced && budget.onLimit !== "notify",
  );
  return stopping.flatMap((share) => {
    if (takesNothing(share.budget.unit, worst)) return [];
    const counter = counterOf(facts, share, moment);
    const limit = limitOf(facts, share, moment);
    if (counter && counter.spent + counter.reserved <= limit) return [];
    const { scope, period, unit } = share.budget;
    return [`${scope} ${period} ${unit}: ${counter?.spent} + ${counter?.reserved} of ${limit}`];
  });
}

function counterOf(
  facts: Facts,
  { budget, subjectId }: Share,
  { at, timeZone }: Moment,
): Counter | undefined {
  const startsAt = periodStart(budget.period, at, timeZone).getTime();
  return facts.counters.find(
    (row) => row.budgetId === budget.id && row.subjectId === subjectId && row.startsAt.getTime() === startsAt,
  );
}

/** Every counter that differs from what happened, as a sentence. */
export function drifts(facts: Facts, moment: Moment): string[] {
  return [...facts.counters.flatMap((row) => driftOf(facts, row, moment)), ...unopened(facts, moment)];
}

function driftOf(facts: Facts, counter: Counter, { at, timeZone }: Moment): string[] {
  const budget = facts.budgets.find(({ id }) => id === counter.budgetId);
  if (!budget) return [`a counter of no budget: ${counter.budgetId}`];
  // The share of somebody who left rests until they come back.
  if (!isMemberOf(facts, budget, counter.subjectId)) return [];
  const isOver = (periodEnd(budget.period, counter.startsAt, timeZone) ?? at) < at;
  const { subjectId } = counter;
  const right = standingOf(facts, { budget, subjectId }, { at: counter.startsAt, timeZone });
  if (counter.spent === right.spent && counter.reserved === right.reserved) return [];
  const name = `${budget.scope} ${budget.period} ${budget.unit} ${budget.onLimit}${isOver ? ", over" : ""}`;
  const said = `${counter.spent} + ${counter.reserved}`;
  return [`${name}: ${said} instead of ${right.spent} + ${right.reserved}`];
}

function isMemberOf(facts: Facts, { scope, scopeId }: BudgetFact, subjectId: string): boolean {
  if (!EACH_MEMBERS_OWN.includes(scope)) return true;
  const member = facts.members.find(({ id }) => id === subjectId);
  return scopeId === (scope === "plan" ? member?.planId : member?.departmentId);
}

/** A current period without a counter: nothing may be held in it, since whoever opens it counts only what is spent. */
function unopened(facts: Facts, moment: Moment): string[] {
  const shares = facts.budgets.flatMap((budget) =>
    EACH_MEMBERS_OWN.includes(budget.scope)
      ? facts.members
          .filter(({ id }) => isMemberOf(facts, budget, id))
          .map(({ id }) => ({ budget, subjectId: id }))
      : [{ budget, subjectId: "" }],
  );
  return shares.flatMap((share) => {
    if (counterOf(facts, share, moment)) return [];
    const { reserved } = standingOf(facts, share, moment);
    return reserved === 0n ? [] : [`${share.budget.scope} ${share.budget.period} holds ${reserved} unseen`];
  });
}

export type Right =
  | { kind: "admitted"; outputTokensMax: number }
  | { kind: "downgrade"; to: string[] }
  | { kind: "refused" };

/** What has to be decided about a call that asks alone. */
export function rightDecision(
  facts: Facts,
  { caller, worst, tried }: { caller: Caller; worst: WorstCase; tried: readonly string[] },
  moment: Moment,
): Right {
  const stopping = applyingBudgets(facts, caller).filter(
    ({ budget, enforced }) => enforced && budget.onLimit !== "notify",
  );
  const room = stopping.map((share) => {
    const { spent, reserved } = standingOf(facts, share, moment);
    return {
      share,
      tokens: outputAfforded(limitOf(facts, share, moment) - spent - reserved, share.budget.unit, worst),
    };
  });
  const to = room.flatMap(({ share: { budget }, tokens }) =>
    budget.downgradeTo && !tried.includes(budget.downgradeTo) && tokens < worst.outputTokensMax
      ? [budget.downgradeTo]
      : [],
  );
  if (to.length > 0) return { kind: "downgrade", to };
  const outputTokensMax = Math.min(worst.outputTokensMax, ...room.map(({ tokens }) => tokens));
  return outputTokensMax < worst.outputTokensMin
    ? { kind: "refused" }
    : { kind: "admitted", outputTokensMax };
}

/** How many tokens of output `left` pays for, by trying; −1 where it does not even pay for the question. */
function outputAfforded(left: Amount, unit: BudgetUnit, worst: WorstCase): number {
  if (takesNothing(unit, worst)) return worst.outputTokensMax;
  let tokens = -1;
  while (tokens < worst.outputTokensMax && costAt(tokens + 1, unit, worst) <= left) tokens++;
  return tokens;
}

/** Such a call fits anywhere, also where a limit was lowered below what is spent. */
function takesNothing(unit: BudgetUnit, worst: WorstCase): boolean {
  return costAt(worst.outputTokensMax, unit, worst) === 0n;
}

function costAt(tokens: number, unit: BudgetUnit, worst: WorstCase): Amount {
  const costs = {
    usd: worst.inputPicoUsd + worst.outputPicoUsdPerToken * BigInt(tokens),
    tokens: BigInt(worst.inputTokens) + BigInt(tokens),
    messages: BigInt(worst.messages),
  };
  return costs[unit];
}
