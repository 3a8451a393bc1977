import type { Budget, BudgetPeriod, BudgetScope, BudgetUnit, OnLimit } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";
import { formatPercent } from "@/lib/percent";

export const PERIOD_LABELS: Record<BudgetPeriod, string> = {
  day: "Each day",
  week: "Each week",
  month: "Each month",
  total: "In total",
};

export const UNIT_LABELS: Record<BudgetUnit, string> = {
  usd: "US dollars",
  tokens: "Tokens",
  messages: "Messages",
};

export const ON_LIMIT_LABELS: Record<OnLimit, string> = {
  block: "Start no further answer",
  downgrade: "Let a cheaper model answer",
  notify: "Go on and tell the admins",
};

type ScopeGroup = { scope: BudgetScope; title: string; label: string; description: string };

/** Every scope in the order in which the page shows them, the widest first. */
export const SCOPE_GROUPS: readonly ScopeGroup[] = [
  {
    scope: "org",
    title: "Organisation",
    label: "The organisation",
    description: "Everybody together. It always holds, whatever else is set.",
  },
  {
    scope: "department",
    title: "Departments, shared",
    label: "A department, shared by its members",
    description: "One pool for all members of a department. It always holds.",
  },
  {
    scope: "department_member",
    title: "Departments, each member",
    label: "Each member of a department",
    description: "Each member has this much alone. It stands in for the same limit of their plan.",
  },
  {
    scope: "plan",
    title: "Plans",
    label: "Each member with a plan",
    description: "Each member with the plan has this much alone.",
  },
  {
    scope: "member",
    title: "Members",
    label: "One member",
    description: "For one member. It stands in for the same limit of their department or plan.",
  },
  {
    scope: "self",
    title: "Own limits",
    label: "A member’s own limit",
    description: "Lower limits that members set for themselves in their settings.",
  },
  {
    scope: "api_key",
    title: "API keys",
    label: "An API key",
    description:
      "For what a program asks with one key. It always holds. No forecast is told of it: what each key used by the day is not kept.",
  },
  {
    scope: "model",
    title: "Models",
    label: "A model",
    description: "For what everybody asks of one model. It always holds.",
  },
  {
    scope: "assistant",
    title: "Assistants",
    label: "An assistant",
    description: "For what everybody asks of one assistant. It always holds.",
  },
  {
    scope: "thread",
    title: "Threads",
    label: "A thread",
    description: "For one thread. It always holds.",
  },
];

export function isScope(text: unknown): text is BudgetScope {
  return SCOPE_GROUPS.some(({ scope }) => scope === text);
}

const PER: Record<BudgetPeriod, string> = {
  day: "a day",
  week: "a week",
  month: "a month",
  total: "in total",
};

/** "$5.00 a month", "100 messages a day", "$20.00 in total". */
export function limitWords({ limit, unit, period }: Pick<Budget, "limit" | "unit" | "period">): string {
  return `${formatLimit(limit, unit)} ${PER[period]}`;
}

/** What happens at the limit, short enough for a table: "Stops", "gpt-4o-mini answers", "Only tells". */
export function onLimitWords({ onLimit, downgradeTo }: Pick<Budget, "onLimit" | "downgradeTo">): string {
  if (onLimit === "block") return "Stops";
  return onLimit === "notify" ? "Only tells" : `${bareName(downgradeTo ?? "A cheaper model")} answers`;
}

/** At which percentages the admins are told, whatever was chosen: the limit itself is always one. */
export function toldAt(thresholds: readonly number[]): number[] {
  return [...new Set([...thresholds, 100])].toSorted((a, b) => a - b);
}

/** "50, 80, 95 and 100%". */
export function thresholdWords(thresholds: readonly number[]): string {
  const list = new Intl.ListFormat("en-GB", { type: "conjunction" });
  return formatPercent(list.format(toldAt(thresholds).map(String)));
}

type Named = { scope: BudgetScope; scopeName: string | null };

/** Whom a budget is for, as a row of its group says it. */
export function whomWords({ scope, scopeName }: Named): string {
  if (scope === "org") return "Everybody";
  if (scopeName === null) return "No longer there";
  return scope === "thread" ? `A thread of ${scopeName}` : scopeName;
}

/** Where a member's limit comes from: 'Plan “Basic”', 'Set for Member 07', "Organisation". */
export function originWords({ scope, scopeName }: Named): string {
  const name = scopeName ? ` “${scopeName}”` : "";
  switch (scope) {
    case "org":
      return "Organisation";
    case "department":
      return `Department${name}, shared`;
    case "department_member":
      return `Department${name}, each member`;
    case "plan":
      return `Plan${name}`;
    case "member":
      return `Set for ${scopeName ?? "the member"}`;
    case "self":
      return "Own limit";
    default:
      return SCOPE_GROUPS.find((group) => group.scope === scope)?.label ?? scope;
  }
}

/** A model without its provider. */
export function bareName(optionId: string): string {
  return optionId.slice(optionId.indexOf("/") + 1);
}
