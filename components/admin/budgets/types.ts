import type { Undo } from "@/components/ui/selection/bulk";
import type { Submit } from "@/components/ui/use-submit";
import type { Budget, BudgetChange, BudgetStanding, TopUp } from "@/lib/budgets/types";
import type { ActionResult } from "@/lib/errors";
import type { RemoveBudgets } from "./budget-bulk";

/** A budget of the list; `standing` is null where each member has a share of their own. */
export type ListedBudget = Budget & { scopeName: string | null; standing: BudgetStanding | null };

/** A limit of one member, and whether a more specific one stands in for it. */
export type MemberLimit = BudgetStanding & { scopeName: string | null; overridden: boolean };

/** A top-up with the name of the one member it is for; null where it is for the whole budget. */
export type ListedTopUp = TopUp & { subjectName: string | null; isOver: boolean };

type Named = { id: string; name: string };

export type Suggestion = { email: string; name: string };

/** What a budget can be set for. Members are suggestions: all of them, or where `findMembers` looks for more, the first. */
export type Choices = {
  departments: Named[];
  plans: Named[];
  models: Named[];
  /** The first page of those that others than their makers see. */
  assistants: Named[];
  members: Suggestion[];
  /** Percentages that a new budget begins with. */
  thresholds: number[];
  findMembers: ((input: { text: string }) => Promise<ActionResult<Suggestion[]>>) | null;
};

export type BudgetActions = {
  change: Submit;
  remove: RemoveBudgets;
  restore: Undo<BudgetChange[]>;
  readTopUps: (input: { budgetId: string }) => Promise<ActionResult<ListedTopUp[]>>;
  addTopUp: Submit;
  endTopUp: (input: { topUpId: string }) => Promise<ActionResult<void>>;
};
