import type { BudgetScope, BudgetStanding, BudgetUnit } from "@/lib/budgets/types";
import { formatAmount, formatLimit } from "@/lib/money";
import {
  aboutWords,
  allowanceWords,
  bareAmount,
  budgetHeading,
  budgetName,
  leftWords,
  usedWords,
} from "./budget-names";
import { clockTime, longDay, shortDay, timeUntil } from "./clock-words";

/** What the foot of the sidebar and the line above the composer say about the tightest budget. */
export type BudgetFoot = {
  heading: string;
  /** Null where the budget never resets. */
  timeLeft: string | null;
  spent: string;
  limit: string;
  resets: string;
  /** From 0 to 1, for the bar alone. */
  fraction: number;
  heldFraction: number;
};

/** What helps now: a link, or the dialog of the thread's limit. */
export type NextStep = {
  to: "/" | "/settings" | "/usage#ask" | "/admin/budgets" | "thread limit";
  words: string;
};

/** One budget that can stop the next message, in its unit: pico-USD, tokens or messages. */
export type BudgetLimit = {
  budgetId: string;
  unit: BudgetUnit;
  remaining: bigint;
  /** What remains once running answers have given back all that they hold. */
  unspent: bigint;
  /** The option id of the cheaper model that answers when too little is left; null where nothing does. */
  downgradeTo: string | null;
  left: string;
  paused: { title: string; body: string; until: string; steps: NextStep[] };
};

/** Everything the composer says about budgets, made on the server so that no clock runs in the browser. */
export type BudgetBrief = {
  /** Of the member's own calls anywhere; null where no budget applies to those. */
  foot: BudgetFoot | null;
  warning: string | null;
  /** The one that holds longest comes first. */
  limits: BudgetLimit[];
  /** Milliseconds from now until the first of the budgets resets; null where none ever does. */
  resetsInMs: number | null;
};

/** Who may raise a budget: an admin any, a member the limits they set. */
export type Raiser = { isAdmin: boolean; ownsThreadLimit?: boolean | undefined };

type Place = Raiser & { timeZone: string; now: Date };

const WARN_FROM = 0.8;

/** Null when no budget applies. */
export function budgetBrief(standings: readonly BudgetStanding[], place: Place): BudgetBrief | null {
  const byUse = standings.toSorted((a, b) => usedFraction(b) - usedFraction(a) || longerFirst(a, b));
  const [nearest] = byUse;
  if (!nearest) return null;
  const nearestAnywhere = byUse.find(({ scope }) => scope !== "thread" && scope !== "assistant");
  const resets = standings.flatMap(({ resetsAt }) => (resetsAt ? [resetsAt.getTime()] : []));
  return {
    foot: nearestAnywhere ? foot(nearestAnywhere, place) : null,
    warning: usedFraction(nearest) >= WARN_FROM ? warning(nearest, place) : null,
    limits: standings.toSorted(longerFirst).map((standing) => toLimit(standing, place)),
    resetsInMs: resets.length > 0 ? Math.max(0, Math.min(...resets) - place.now.getTime()) : null,
  };
}

/** The scopes of which a member can ask for more. */
const ASKED_FOR: readonly string[] = ["org", "department", "department_member", "plan", "member"];

/** Where somebody goes whom a budget of a scope has stopped, asking for more included; nowhere where only an admin can help. */
export function stepsAfter(scope: string | undefined, raiser: Raiser): NextStep[] {
  const steps: NextStep[] = [];
  if (scope === "thread") steps.push({ to: "/", words: "New thread" });
  if (scope === "self") steps.push({ to: "/settings", words: "Change your limit" });
  else if (scope === "thread" && raiser.ownsThreadLimit)
    steps.push({ to: "thread limit", words: "Change its limit" });
  else if (raiser.isAdmin) steps.push({ to: "/admin/budgets", words: "Change budget" });
  else if (scope && ASKED_FOR.includes(scope)) steps.push({ to: "/usage#ask", words: "Ask for more" });
  return steps;
}

function foot(standing: BudgetStanding, { timeZone, now }: Place): BudgetFoot {
  const { unit, spent, reserved, effectiveLimit, resetsAt } = standing;
  return {
    heading: budgetHeading(standing, timeZone),
    timeLeft: resetsAt && `${timeUntil(resetsAt, now)} left`,
    spent: bareAmount(spent, unit),
    limit: formatLimit(effectiveLimit, unit),
    resets: footResets(standing, timeZone),
    fraction: usedFraction(standing),
    heldFraction: ratio(reserved, effectiveLimit),
  };
}

function footResets({ period, resetsAt }: BudgetStanding, timeZone: string): string {
  if (!resetsAt) return "does not reset";
  return period === "day"
    ? `resets at ${clockTime(resetsAt, timeZone)}`
    : `resets ${shortDay(resetsAt, timeZone)}`;
}

function warning(standing: BudgetStanding, { timeZone }: Place): string {
  const { unit, remaining, estimated, downgradeTo } = standing;
  const when = resetWords(standing, timeZone);
  if (unit === "messages") {
    const left = remaining === 0n ? "none" : bareAmount(remaining, unit);
    return `${allowanceWords(standing, timeZone)}; ${left} left${when ? ` until ${when}` : ""}.`;
  }
  // Rounded down: "100%" is said only when nothing is left.
  const percent = Math.floor(Math.min(1, usedFraction(standing)) * 100);
  const then = downgradeTo ? `, then ${bareModel(downgradeTo)} answers` : "";
  const resets = when ? `resets ${standing.period === "day" ? "at" : "on"} ${when}` : "does not reset";
  return `${usedWords(standing, percent, timeZone)}. ${aboutWords(formatAmount(remaining, unit), estimated)} left${then}; it ${resets}.`;
}

/** "midnight (Europe/Warsaw)", "1 December (UTC)"; null for what never resets. */
function resetWords({ period, resetsAt }: BudgetStanding, timeZone: string): string | null {
  if (!resetsAt) return null;
  const time = clockTime(resetsAt, timeZone);
  const when = period === "day" ? (time === "00:00" ? "midnight" : time) : longDay(resetsAt, timeZone);
  return `${when} (${timeZone})`;
}

function toLimit(standing: BudgetStanding, place: Place): BudgetLimit {
  const { budgetId, unit, remaining, spent, effectiveLimit, downgradeTo, resetsAt } = standing;
  const unspent = effectiveLimit > spent ? effectiveLimit - spent : 0n;
  const name = budgetName(standing, place.timeZone);
  return {
    ...{ budgetId, unit, remaining, unspent, downgradeTo },
    left: leftWords(standing, remaining),
    paused: {
      title:
        unspent > 0n
          ? `${name} has ${formatAmount(unspent, unit)} left, too little for an answer.`
          : `${name} is used up.`,
      body: `${pausedUntil(standing, place)} ${HELPS[standing.scope] ?? "Your threads stay readable."}`,
      until: resetsAt ? "until the budget resets" : "until the budget is raised",
      steps: stepsAfter(standing.scope, place),
    },
  };
}

const HELPS: Partial<Record<BudgetScope, string>> = {
  assistant: "Choose another assistant, or none, to go on.",
};

/** When a used-up budget goes on, and who can make it go on earlier. */
function pausedUntil({ scope, resetsAt }: BudgetStanding, place: Place): string {
  const { timeZone, now, isAdmin, ownsThreadLimit = false } = place;
  const isYours = isAdmin || scope === "self" || (scope === "thread" && ownsThreadLimit);
  if (!resetsAt) return `It does not reset: ${isYours ? "raise it to go on" : "ask an admin for more"}.`;
  const instant = `${longDay(resetsAt, timeZone)}, ${clockTime(resetsAt, timeZone)} ${timeZone}`;
  const who = isYours ? "you" : "an admin";
  return `It resets on ${instant} (in ${timeUntil(resetsAt, now)}); ${who} can raise it before.`;
}

function usedFraction({ spent, effectiveLimit }: BudgetStanding): number {
  return ratio(spent, effectiveLimit);
}

/** A limit of nothing counts as used up. */
function ratio(part: bigint, whole: bigint): number {
  return whole > 0n ? Number((part * 10_000n) / whole) / 10_000 : 1;
}

/** What never resets holds longest. */
function longerFirst(a: BudgetStanding, b: BudgetStanding): number {
  const end = ({ resetsAt }: BudgetStanding) => resetsAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return end(b) - end(a);
}

function bareModel(optionId: string): string {
  return optionId.slice(optionId.indexOf("/") + 1);
}
