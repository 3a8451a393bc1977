import { longDay } from "@/components/shell/clock-words";
import type { Budget, BudgetScope, BudgetStanding } from "@/lib/budgets/types";
import { formatAmount } from "@/lib/money";
import { bareName, limitWords, whomWords } from "./budget-words";

/** "There is one already, $5.00 a month: saving replaces it." */
export function replacesWords(budget: Pick<Budget, "limit" | "unit" | "period">): string {
  return `There is one already, ${limitWords(budget)}: saving replaces it.`;
}

type Standing = Pick<
  BudgetStanding,
  "scope" | "period" | "unit" | "onLimit" | "downgradeTo" | "limit" | "spent" | "effectiveLimit" | "resetsAt"
>;

/** "$0.0009 is spent already: its members are stopped until 1 December." For a limit that leaves nothing of a budget. */
export function stopsWords(standing: Standing, timeZone: string): string {
  const { scope, unit, downgradeTo, spent, effectiveLimit } = standing;
  const then = downgradeTo
    ? `${bareName(downgradeTo)} answers`
    : (STOPPED[scope] ?? "whoever it is for is stopped");
  if (effectiveLimit === 0n) return `${limitWords(standing)} leaves nothing: ${then} until it is raised.`;
  const used = `${formatAmount(spent, unit)} ${unit === "usd" || spent === 1n ? "is" : "are"} ${unit === "usd" ? "spent" : "used"}`;
  return `${used} already: ${then} ${untilWords(standing, timeZone)}.`;
}

type Shares = Pick<Standing, "period" | "unit" | "limit" | "downgradeTo" | "resetsAt"> & { stopped: number };

/** "3 members have used that much already: they are stopped until 1 December." Where each has a share of their own. */
export function sharesStopWords({ stopped, downgradeTo, ...budget }: Shares, timeZone: string): string {
  const members = stopped === 1 ? "1 member" : `${stopped} members`;
  const then = (whom: string, are: string) =>
    downgradeTo ? `${bareName(downgradeTo)} answers ${whom}` : `${whom} ${are} stopped`;
  if (budget.limit === 0n) {
    const are = stopped === 1 ? "is" : "are";
    return `${limitWords(budget)} leaves nothing: ${then(members, are)} until it is raised.`;
  }
  const have = stopped === 1 ? "has" : "have";
  return `${members} ${have} used that much already: ${downgradeTo ? then("them", "are") : "they are stopped"} ${untilWords(budget, timeZone)}.`;
}

const NAMED_MOST = 3;

type Named = Parameters<typeof whomWords>[0] & Pick<Budget, "limit" | "onLimit">;

/** "1 of them is used up at once: Member 07. Whoever is limited by it is stopped until it resets or is raised." */
export function severalStopWords(budgets: readonly Named[]): string {
  const names = budgets.slice(0, NAMED_MOST).map(whomWords);
  if (budgets.length > NAMED_MOST) names.push(`${budgets.length - NAMED_MOST} more`);
  const are = budgets.length === 1 ? "1 of them is" : `${budgets.length} of them are`;
  const until = budgets.every(({ limit }) => limit === 0n) ? "it is raised" : "it resets or is raised";
  return `${are} used up at once: ${LIST.format(names)}. ${whatThen(budgets)} until ${until}.`;
}

function whatThen(budgets: readonly Named[]): string {
  const downgrading = budgets.filter(({ onLimit }) => onLimit === "downgrade").length;
  if (downgrading === 0) return "Whoever is limited by it is stopped";
  return downgrading === budgets.length
    ? "A cheaper model answers whoever is limited by it"
    : "Whoever is limited by it is stopped or answered by a cheaper model";
}

type Lost = { budgets: number; topUps: number; requests: number };

/** "2 running top-ups and 1 open request go with these budgets: Undo does not bring them back." */
export function lostWords({ budgets, topUps, requests }: Lost): string {
  const lost = [
    ...(topUps > 0 ? [`${topUps} running ${topUps === 1 ? "top-up" : "top-ups"}`] : []),
    ...(requests > 0 ? [`${requests} open ${requests === 1 ? "request" : "requests"}`] : []),
  ];
  const [go, them] = topUps + requests === 1 ? ["goes", "it"] : ["go", "them"];
  const whose = budgets === 1 ? "this budget" : "these budgets";
  return `${LIST.format(lost)} ${go} with ${whose}: Undo does not bring ${them} back.`;
}

const LIST = new Intl.ListFormat("en-GB", { type: "conjunction" });

const STOPPED: Partial<Record<BudgetScope, string>> = {
  org: "everybody is stopped",
  department: "its members are stopped",
  member: "the member is stopped",
  api_key: "programs with this key are stopped",
  model: "nobody can ask this model",
};

function untilWords({ period, resetsAt }: Pick<Standing, "period" | "resetsAt">, timeZone: string): string {
  if (!resetsAt) return "until it is raised";
  return period === "day" ? "until midnight" : `until ${longDay(resetsAt, timeZone)}`;
}
