import type { Amount, BudgetPeriod, BudgetScope, BudgetStanding, BudgetUnit } from "../types";

export type RequestState = "open" | "withdrawn" | "approved" | "declined";

/** The budget that more is asked of. */
export type RequestedBudget = {
  budgetId: string;
  scope: BudgetScope;
  period: BudgetPeriod;
  unit: BudgetUnit;
};

/** A member's request as they see it. Amounts are in the budget's unit. */
export type BudgetRequest = {
  requestId: string;
  /** Null once the budget is gone. */
  budget: RequestedBudget | null;
  amount: Amount;
  /** Null where it is wished for good. */
  neededUntil: Date | null;
  reason: string;
  state: RequestState;
  createdAt: Date;
  decidedAt: Date | null;
  decidedByName: string | null;
  grantedAmount: Amount | null;
  grantedUntil: Date | null;
  /** What the admin says to it. */
  answer: string | null;
};

type RequestStanding = Pick<
  BudgetStanding,
  "scopeId" | "subjectId" | "spent" | "estimated" | "effectiveLimit" | "startsAt" | "resetsAt"
>;

/** An open request as an admin sees it, with where the budget stands for the member. */
export type WaitingRequest = Pick<
  BudgetRequest,
  "requestId" | "budget" | "amount" | "neededUntil" | "reason" | "createdAt"
> & {
  member: { userId: string; name: string; email: string };
  /** Null where the budget does not hold for the member any more. */
  standing: RequestStanding | null;
};

/** A request in the list of all, answered or not. */
export type PastRequest = BudgetRequest & Pick<WaitingRequest, "member">;

/** Amounts in the budget's unit. */
export type NewRequest = { budgetId: string; amount: Amount; neededUntil: Date | null; reason: string };

/** What an admin gives: until when, or null to raise the budget for good. */
export type Grant = { requestId: string; amount: Amount; until: Date | null; answer: string };
